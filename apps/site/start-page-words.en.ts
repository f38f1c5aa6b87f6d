import type { StartPageWords } from './start-page-words.ts';

export const ENGLISH: StartPageWords = {
  lang: 'en',
  dir: 'ltr',
  path: '/',
  ownName: 'English',
  languages: 'Languages',
  description: 'What to do when a child is in danger, and what exploitation of children is.',
  leave: 'Leave now',
  leaveHelp: 'Opens another site at once. This page stays in the history of the browser.',
  skip: 'To the content',
  evaluation: 'This installation is for trying out. It helps nobody in need.',
  title: 'No child is for sale.',
  lead: 'Here you learn what child trafficking is, and what to do when a child is in danger.',
  danger: {
    title: 'Is a child in danger now?',
    call: 'Call the emergency number of the place where you are. Say where the child is, how many people are there, and what you saw. You do not have to be sure.',
    doTitle: 'Do this',
    doThis: [
      'Stay where it is safe, for you and for the child.',
      'Remember place, time, and what people and vehicles looked like. Write it down later.',
      'Tell the police, a child protection office, a health worker or a teacher you trust.',
    ],
    dontTitle: 'Do not do this',
    dont: [
      'Do not confront anyone. The child may pay for it.',
      'Do not photograph or film, neither the child nor others.',
      'Do not share or post anything about the child. It cannot be taken back.',
    ],
    listen:
      'If a child tells you something: listen, believe, do not press with questions, and promise nothing that you cannot keep.',
  },
  what: {
    title: 'What child trafficking is',
    lines: [
      'Someone recruits, transports, transfers, hides or receives a child in order to exploit that child. A child is anyone under 18.',
      'No force, threat or lie is needed when it is a child. That the child or the parents agreed changes nothing.',
      'No border has to be crossed. It happens within one town as well as between countries.',
      'It can happen to any child, a boy as well as a girl. Who does it may be a stranger, and is often someone the child knows: a relative, a neighbour, a friend, an employer, someone met online.',
    ],
  },
  where: {
    title: 'Where children are exploited',
    lead: 'Often in plain sight, where many people pass.',
    places: [
      'In private homes, as servants who do not go to school',
      'On farms and plantations, with herds, on fishing boats',
      'In mines, quarries, brick kilns and on building sites',
      'In workshops and factories behind closed doors',
      'On the street: begging or selling for someone else',
      'In restaurants, hotels, bars and markets',
      'For sex, in houses, hotels, on the street and online',
      'In crime that others plan: theft, carrying drugs',
      'With armed groups, in any role',
      'In forced marriage, or sold for adoption',
    ],
  },
  figures: {
    title: 'What is known in figures',
    items: [
      { figure: '38 %', meaning: 'of the victims detected in the world in 2022 were children' },
      { figure: '+31 %', meaning: 'child victims detected in 2022, compared with 2019' },
      { figure: '+38 %', meaning: 'girls detected in 2022, compared with 2019' },
    ],
    detected:
      '“Detected” means: found by an authority. How many children nobody finds is not known, so these figures do not say how common trafficking is.',
    source: 'Source: UNODC, Global Report on Trafficking in Persons 2024.',
  },
  workers: {
    title: 'You work with children?',
    text: 'Amparo is the tool of those who recognise, protect and accompany children.',
    signIn: 'Sign in',
    tour: 'New here? Walk a child’s way in ten minutes',
    privacy: 'This page sets no cookies, counts no visits and loads nothing from other sites.',
  },
  licence: 'Licence and source code',
  unreviewed: undefined,
};
