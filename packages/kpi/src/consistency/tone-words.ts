const toSet = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Words that speak to somebody as tú or vos. */
export const TU = toSet(
  'tú tu tus te ti contigo tuyo tuya tuyos tuyas vos eres estás tienes puedes quieres debes sabes necesitas prefieres buscas recibes llévate disfrútalo consíguelo descúbrelo aprovéchalo cuéntanos escríbenos llámanos visítanos síguenos tenés podés querés sos haz',
)

/** Words that can only be said to somebody one calls usted. */
export const USTED_STRONG = toSet(
  'usted ustedes descubra consulte haga compre visite aproveche elija reciba confirme pulse acceda disculpe permítanos contáctenos escríbanos llámenos visítenos síganos cuéntenos introduzca póngase complete revise solicite',
)

/** Words that speak to somebody as usted, or about somebody else. */
export const USTED = new Set([...USTED_STRONG, ...toSet('su sus le les suyo suya suyos suyas consigo')])

/** Words of formal speech. */
export const FORMAL = toSet(
  'estimado estimada estimados estimadas atentamente cordialmente cordial saludos rogamos agradecemos informamos comunicamos lamentamos mediante asimismo conforme señor señora dear sincerely regards regarding kindly hereby therefore furthermore please sir madam apologise apologize inform pursuant',
)

/** Words of informal speech. */
export const INFORMAL = toSet(
  "hola hey ey genial guay mola chulo chula venga vamos vale flipa brutal súper porfa besos abrazo chao ciao hi hello awesome cool gonna wanna yeah yep guys folks cheers stuff can't won't don't we're you're it's let's",
)

/** Words of warmth. */
export const WARM = toSet(
  'gracias agradecemos bienvenido bienvenida bienvenidos encanta encantados cuidarte cuidarle ayudarte ayudarle juntos contigo feliz felices enhorabuena felicidades cariño abrazo ilusión alegra thank thanks welcome love happy together glad care delighted congratulations hug help enjoy',
)
