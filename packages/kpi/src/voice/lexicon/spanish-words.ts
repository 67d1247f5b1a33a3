/**
 * Spanish words by valence, −4 (most negative) to 4, for what people write to a shop, a bank or a help desk,
 * in Spain and in America. A word stands for its forms (see `spanish-forms.ts`): `word` for itself; `word+`
 * also for its plural; `stem~` for -o, -a, -os, -as; `stem|other/ar` for the forms of a verb on each stem.
 * Accents are folded away on both sides, so a customer who leaves them out is understood.
 */
export const SPANISH_WORDS: Readonly<Record<string, string>> = {
  '3.4':
    'excelente+ excelencia+ extraordinari~ magnífic~ espectacular+ sublime+ insuperable+ inmejorable+ fabulos~',
  '3.1':
    'maravilla+ maravillos~ fantástic~ increíble+ espléndid~ estupend~ fenomenal fenómeno impecable+ perfect~ perfección genial+ formidable+ brutal brillante+ ador/ar am/ar amor+ enamor/ar enamorad~ óptim~ impresionante+ buenaz~',
  '2.8':
    'feliz felices felicidad felicidades felicit/ar felicitación felicitaciones encant/ar encantador+ encantadora+ enhorabuena delicia+ delicios~ superior+ sobresaliente+ excepcional+ ideal+ éxito+ exitos~ bravo ovación triunf/ar diez matrícula',
  '2.5':
    'buenísim~ bendición bendiciones fascin/ar fascinante+ entusiasm/ar alegr/ar alegría+ alegre+ ilusión ilusionad~ disfrut/ar divertid~ preciosidad precios~ hermos~ bellez~ bell~ chul~ guay cojonud~ chévere+ bacán bárbar~ chid~ copad~ crack+ top',
  '2.2':
    'content~ satisfech~ satisfacción satisfactori~ gust/ar gozada atent~ amable+ amabilidad cordial+ cordialidad cariños~ cariño profesional+ profesionalidad eficaz eficaces eficiente+ eficacia eficiencia recomiend|recomend/ar recomendable+ recomendación agradec|agradezc/er agradecid~ agradecimiento agradable+ confianza confiable+ fiable+ fiabilidad diligente+ rico rica ricos ricas sabros~ mejor mejores majísim~ maj~ simpátic~ simpatía lind~',
  '1.9':
    'buen~ buen bonit~ gracias rápid~ rapidez ágil+ agilidad veloz veloces inmediat~ fácil+ facilidad facilit/ar sencill~ sencillez cómod~ comodidad útil+ práctic~ acert/ar acierto+ resuelv|resolv/er resuelt~ solucion/ar solución soluciones arregl/ar cumpl/ir cumplidor+ cumplidora+ puntual+ puntualidad educad~ respetuos~ honest~ honestidad sincer~ transparente+ transparencia ayud/ar servicial+ competente+ generos~ regalo+ premio+ ganar ganad~ victoria mejor/ar mejora+ mejoría conform/ar conforme+ favorit~ sorprend/er sorprendente+ tranquil~ tranquilidad segur~ seguridad',
  '1.6':
    'bien claro clara claridad correct~ adecuad~ limpi~ limpieza nuevec~ completo completa orden ordenad~ accesible+ intuitiv~ asequible+ económic~ barat~ ahorr/ar ahorro+ oferta+ ganga+ gratis gratuit~ gratuidad chollo+ suave+ fresco fresca cálid~ calidez cercan~ cercanía humano humana empatía empátic~ pacient~ paciencia comprend/er comprensiv~ comprensión acog/er acogedor+ acogedora+ interesante+ calidad valios~ justo justa',
  '1.2':
    'funcion/ar aceptable+ decente+ suficiente+ razonable+ positiv~ ventaja+ ventajos~ avance+ normalidad sirv/ir sirve sirven válid~ cumplimiento aprob/ar acept/ar acuerdo esperanza optimist~ animad~ ánimo bienvenid~ saludos abrazo+ ok vale',
  '-0.7':
    'espera+ esperando regular+ mejorable+ justito pregunta+ duda+ dud/ar cambio+ devolución devoluciones devolver pendiente+ corta cortar extrañ~ rar~ normalit~ escas~ frío fría frí~ largo larga',
  '-1.2':
    'falt/ar falta+ faltan incomplet~ cancel/ar cancelación cancelaciones difícil+ dificultad+ dificult/ar complic|compliqu/ar complicación complicaciones complicad~ confus~ confusión confund/ir olvid/ar olvido+ descuid~ desordenad~ limitad~ car~ carísim~ encarec|encarezc/er incómod~ incomodidad ruid~ ruidos~ sucio sucia suciedad viej~ anticuad~ preocup/ar preocupad~ preocupación preocupante+ nervios~ inquiet~ dudos~ impacient~ obligad~ aburrid~ aburr/ir cans/ar cansad~ lástima pena sos~',
  '-1.6':
    'lent~ lentitud tard/ar tardanza+ tardí~ retraso+ retras/ar retrasad~ demor/ar demora+ demorad~ problema+ problemátic~ fall/ar fallo+ falla+ error+ erróne~ equivoc|equivoqu/ar equivocad~ equivocación incorrect~ insuficiente+ deficiente+ deficiencia+ inadecuad~ inestable+ pes~ molest/ar molesti~ molest~ queja+ quej/ar reclam/ar reclamación reclamaciones reclamo+ perd|pierd/er pérdida+ perdid~ romp/er rot~ averí~ averiad~ avería+ dañ/ar dañad~ daño+ defect~ defectuos~ rayad~ abollad~ caduc~ caducad~ cobrar recargo+ bloque/ar bloqueo+ colg|cuelg/ar colgad~ saturad~ desbordad~ rechaz/ar rechazo+ rechazad~ neg|nieg/ar negativa negativ~ imposible+ incapaz incapaces ignor/ar desinter~ desinterés desorganizad~ desorganización desorden triste+ tristeza llor/ar sufr/ir culpa+ culpable+ arrepent/ir arrepentid~ dolor+ feo fea feos feas aburrimiento',
  '-2': 'mal mal~ malestar decepcion/ar decepción decepciones decepcionante+ decepcionad~ desilusión desilusionad~ desilusion/ar defraud/ar frustr/ar frustración frustrante+ frustrad~ enfad/ar enfado+ enfadad~ enoj/ar enojo enojad~ cabre/ar cabreo cabread~ indign/ar indignación indignante+ indignad~ disgust/ar disgusto+ inútil+ inservible+ incumpl/ir incumplimiento+ descontent~ insatisfech~ insatisfacción harto harta hartos hartas hartazgo desespera+ desesper/ar desesperad~ desesperante+ desesperación angustia+ agobi/ar agobiante+ estrés estresante+ antipátic~ maleducad~ borde+ grosero groser~ grosería+ desagradable+ desastros~ soberbia arrogante+ prepotente+ prepotencia chapuza+ chafa+ cutre+ mediocre+ mediocridad pobre+ peor+ empeor/ar fracas/ar fracaso+ abandon/ar abandono abandonad~ desamparad~ desprec/iar desprecio burla+ burl/ar discrimin/ar discriminación amenaz/ar amenaza+ abusiv~ abus/ar abuso+ injust~ injusticia+ irrespetuos~ absurd~ ridícul~ patético',
  '-2.5':
    'pésim~ fatal+ terrible+ horrible+ horror+ horroros~ nefast~ lamentable+ deplorable+ penos~ desastre+ odi/ar odio odios~ asco+ asqueros~ rabia furios~ furia vergonzos~ vergüenza+ bochornos~ bochorno insult/ar insulto+ engañ/ar engaño+ engañ~ engaños~ mentira+ mentiros~ miente mienten mintieron mintió mentido mentir irresponsable+ irresponsabilidad incompetente+ incompetencia ineptitud inept~ negligente+ negligencia inaceptable+ inadmisible+ intolerable+ insoportable+ impresentable+ sinvergüenza+ caradura+ basura+ porquería+ pesadilla+ tortura+ infierno caos caótic~ cabron~ idiota+ imbécil+ estúpid~ tont~',
  '-3.1':
    'estafa+ estafador+ estafadora+ estaf/ar timo+ tim/ar fraude+ fraudulent~ robo+ rob/ar ladrón ladrones ladron~ mierda+ gilipollas hijoputa hijueputa malnacid~ repugnante+ vomitiv~ atroz atroces abominable+ detest/ar detestable+ denunci/ar denuncia+ criminal+ peligros~ peligro',
  '-1.8': 'puto puta putos putas pinche+ joder coño carajo maldit~ maldición demonios',
}

/** Turns of phrase that mean something else than their words; they count as one word of this valence. */
export const SPANISH_PHRASES: Readonly<Record<string, number>> = {
  'de maravilla': 3.1,
  'de puta madre': 3,
  'de diez': 2.8,
  'de lujo': 2.8,
  'una pasada': 2.6,
  'qué padre': 2.3,
  'muy padre': 2.3,
  'buena onda': 2.2,
  'mil gracias': 2.5,
  'vale la pena': 2,
  'merece la pena': 2,
  'valió la pena': 2,
  'a tiempo': 1.4,
  'al día': 0.8,
  'de acuerdo': 0.8,
  'por favor': 0,
  'por supuesto': 0,
  'de nada': 0,
  'en buen estado': 1.8,
  'en mal estado': -2,
  'ni fu ni fa': -0.5,
  'más o menos': -0.3,
  'me da igual': -0.6,
  'echar de menos': -0.6,
  'echo de menos': -0.6,
  'deja que desear': -1.9,
  'dejan que desear': -1.9,
  'mucho que desear': -2,
  'tomadura de pelo': -2.9,
  'toman el pelo': -2.7,
  'una pena': -1.5,
  'no funciona': -1.9,
  'no funcionan': -1.9,
  'no funcionaba': -1.9,
  'no sirve': -2,
  'no sirven': -2,
  'nunca más': -2.2,
  'nunca llegó': -2.2,
  'no llegó': -1.8,
  'no llega': -1.8,
  'no ha llegado': -1.8,
  'no me llegó': -1.9,
  'no me llega': -1.9,
  'no me ha llegado': -1.9,
  'nadie me responde': -2.1,
  'nadie me contesta': -2.1,
  'no me contestan': -2,
  'no me responden': -2,
  'dejó de funcionar': -2,
  'deja de funcionar': -2,
  'sin respuesta': -1.9,
  'nadie responde': -2.1,
  'nadie contesta': -2.1,
  'no contestan': -2,
  'no responden': -2,
  'no vuelvo': -2,
  'no volveré': -2.1,
  'no vale nada': -2.4,
  'dinero tirado': -2.6,
  'pérdida de tiempo': -2.4,
  'pérdida de dinero': -2.6,
  'mala leche': -2.3,
  'vaya tela': -1.5,
}

/** Emoji by valence, for what VADER's names of emoji leave out or call otherwise in Spanish. */
export const SPANISH_EMOJI: Readonly<Record<string, string>> = {
  '2.7': '😍 🥰 🤩 💖 💘 💯 🏆 🥳 🎉',
  '2.2': '😀 😃 😄 😁 😊 🤗 ❤ 💙 💚 💛 💜 🧡 💕 👏 🙌 😘 😻',
  '1.7': '🙂 ☺ 👍 👌 😎 💪 ✨ 🌟 ⭐ 🙏 😌 😂 🤣 ✅',
  '-1.2': '😕 🙁 😐 😑 🙄 😒 😬 🤔 😟 😓 😴',
  '-2': '👎 ☹ 😞 😔 😢 😭 😩 😫 😣 😖 💔 😤 ❌ 🥺',
  '-2.8': '😠 😡 🤬 🤮 🤢 💩 🖕 👿',
}
