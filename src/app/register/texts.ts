/** What the view that registers subjects says. */
export const TEXTS = {
  heading: 'Register a subject',
  intro: 'Written once, or you are told that nobody can know yet: nothing is sent twice.',
  loading: 'Loading the definition of the study…',
  form: 'Registration form',
  site: 'Site',
  chooseSite: 'Choose a site',
  required: 'Choose one.',
  answers: 'Answers',
  openAnswer: 'may stay open',
  noVariables: 'This form takes no answers.',
  register: 'Register',
  offline: 'You are offline: nothing can be registered now.',
  sending: 'Registering…',
  another: 'Register another subject',
  progress: 'What has happened',
  steps: {
    intent: 'Noted, before anything is sent',
    accepted: 'Accepted: iMednet works on it',
    succeeded: 'Registered',
    failed: 'iMednet could not carry it out',
    'not-written': 'Surely not written',
    unknown: 'Sent, but whether iMednet has carried it out is unknown',
  },
  idle: 'Nothing was sent yet.',
  batch: 'Batch',
  where: (study: string) => `In study ${study}`,
  /** Who has the same answers as others is not told from them. */
  registered: (keys: readonly string[]) =>
    keys.length === 1
      ? `The subject’s key is ${keys.join()}.`
      : `Several subjects have these answers: ${keys.join(', ')}.`,
  unknown:
    'iMednet may have registered the subject, or still may. Do not register it again before you have looked.',
  lookFor: 'Look for it',
  looking: 'Looking…',
  undecided: (minutes: number) =>
    minutes === 0
      ? 'What is there now decides nothing. Look in iMednet itself.'
      : `It is not there yet, but iMednet may still be working on it. Look again in ${minutes} min.`,
  running: 'iMednet is still working on it. Look again in a moment.',
  candidates: (keys: string) => `With the same answers, there is: ${keys}.`,
  notWritten: 'It surely was not registered, and may be registered again.',
  editAgain: 'Edit and register again',
  looked: 'I have looked in iMednet myself: go on',
} as const;
