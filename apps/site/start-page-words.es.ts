import type { StartPageWords } from './start-page-words.ts';

export const SPANISH: StartPageWords = {
  lang: 'es',
  dir: 'ltr',
  path: '/es',
  ownName: 'Español',
  languages: 'Idiomas',
  description:
    'Qué hacer cuando una niña o un niño está en peligro, y qué es la explotación de niñas y niños.',
  leave: 'Salir ahora',
  leaveHelp: 'Abre otro sitio al instante. Esta página queda en el historial del navegador.',
  skip: 'Ir al contenido',
  evaluation: 'Esta instalación es para probar. No ayuda a nadie que lo necesite.',
  title: 'Ninguna niña ni ningún niño está en venta.',
  lead: 'Aquí puede saber qué es la trata de niños y qué hacer cuando una niña o un niño está en peligro.',
  danger: {
    title: '¿Hay una niña o un niño en peligro ahora?',
    call: 'Llame al número de emergencias del lugar donde está usted. Diga dónde está la niña o el niño, cuántas personas hay y qué vio. No hace falta tener la certeza.',
    doTitle: 'Haga esto',
    doThis: [
      'Quédese donde haya seguridad para usted y para la niña o el niño.',
      'Recuerde el lugar, la hora y cómo eran las personas y los vehículos. Escríbalo después.',
      'Avise a la policía, a una oficina de protección de la infancia, a personal de salud o a una maestra o un maestro de confianza.',
    ],
    dontTitle: 'No haga esto',
    dont: [
      'No se enfrente a nadie. La niña o el niño puede pagar por ello.',
      'No haga fotos ni videos, ni de la niña o el niño ni de otras personas.',
      'No comparta ni publique nada sobre la niña o el niño. No se puede retirar.',
    ],
    listen:
      'Si una niña o un niño le cuenta algo: escuche, crea lo que dice, no presione con preguntas y no prometa nada que no pueda cumplir.',
  },
  what: {
    title: 'Qué es la trata de niños',
    lines: [
      'Alguien capta, transporta, traslada, acoge o recibe a una niña o un niño con el fin de explotarle. Toda persona menor de 18 años es una niña o un niño.',
      'Cuando se trata de una niña o un niño, no hace falta fuerza, amenaza ni mentira. Que la niña o el niño, su madre o su padre estuvieran de acuerdo no cambia nada.',
      'No hace falta cruzar ninguna frontera. Ocurre dentro de una misma ciudad y también entre países.',
      'Le puede pasar a cualquier niña y a cualquier niño. Quien lo hace puede ser una persona extraña, y a menudo es alguien que la niña o el niño conoce: un familiar, una vecina, un amigo, quien le da trabajo, alguien de internet.',
    ],
  },
  where: {
    title: 'Dónde se explota a niñas y niños',
    lead: 'Muchas veces a la vista de todos, donde pasa mucha gente.',
    places: [
      'En casas particulares, sirviendo sin ir a la escuela',
      'En granjas y plantaciones, con el ganado, en barcos de pesca',
      'En minas, canteras, hornos de ladrillos y obras',
      'En talleres y fábricas a puerta cerrada',
      'En la calle: mendigando o vendiendo para otra persona',
      'En restaurantes, hoteles, bares y mercados',
      'En la explotación sexual, en casas, hoteles, en la calle y en internet',
      'En delitos que otros planean: robos, transporte de drogas',
      'Con grupos armados, en cualquier papel',
      'En matrimonios forzados, o en ventas para adopción',
    ],
  },
  figures: {
    title: 'Lo que se sabe en cifras',
    items: [
      {
        figure: '38 %',
        meaning: 'de las víctimas detectadas en el mundo en 2022 eran niñas o niños',
      },
      {
        figure: '+31 %',
        meaning: 'víctimas infantiles detectadas en 2022, en comparación con 2019',
      },
      { figure: '+38 %', meaning: 'niñas detectadas en 2022, en comparación con 2019' },
    ],
    detected:
      '«Detectadas» significa: encontradas por una autoridad. No se sabe a cuántas niñas y cuántos niños no encuentra nadie, así que estas cifras no dicen cuánta trata hay.',
    source:
      'Fuente: Oficina de las Naciones Unidas contra la Droga y el Delito, Informe Mundial sobre la Trata de Personas 2024.',
  },
  workers: {
    title: '¿Trabaja con niñas y niños?',
    text: 'Amparo es la herramienta de quienes reconocen, protegen y acompañan a niñas y niños.',
    signIn: 'Iniciar sesión',
    tour: '¿Es nuevo aquí? Recorra el camino de una niña o un niño en diez minutos',
    privacy: 'Esta página no usa cookies, no cuenta visitas y no carga nada de otros sitios.',
  },
  licence: 'Licencia y código fuente',
  unreviewed: 'Ningún traductor profesional ha revisado todavía esta traducción.',
};
