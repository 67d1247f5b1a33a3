import { defineMessages } from '@periplo/ui'

/** What the sign-in says. */
export const SIGN_IN_MESSAGES = defineMessages({
  en: {
    title: 'Sign in',
    lead: 'The picture you draw, the machine that runs and the numbers you read are one.',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'E-mail or password is wrong. Check both and try again.',
    'too-often': 'Too many attempts. Wait a minute, then try again.',
    unreachable: 'The server cannot be reached. Try again in a moment.',
    missingEmail: 'Write your e-mail address.',
    missingPassword: 'Write your password.',
    demoTitle: 'This is a demo',
    demoText: 'Choose whom to sign in as.',
    light: 'Light',
    dark: 'Dark',
    otherLanguage: 'Español',
  },
  es: {
    title: 'Iniciar sesión',
    lead: 'El dibujo, la máquina que lo ejecuta y las cifras que se leen son una misma cosa.',
    email: 'Correo electrónico',
    password: 'Contraseña',
    submit: 'Iniciar sesión',
    wrong: 'El correo o la contraseña no son correctos. Revisa los dos e inténtalo de nuevo.',
    'too-often': 'Demasiados intentos. Espera un minuto e inténtalo de nuevo.',
    unreachable: 'No se puede contactar con el servidor. Inténtalo de nuevo en un momento.',
    missingEmail: 'Escribe tu correo electrónico.',
    missingPassword: 'Escribe tu contraseña.',
    demoTitle: 'Esto es una demostración',
    demoText: 'Elige con qué cuenta entrar.',
    light: 'Claro',
    dark: 'Oscuro',
    otherLanguage: 'English',
  },
})
