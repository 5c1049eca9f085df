export { provideImednet } from './provide-imednet';
