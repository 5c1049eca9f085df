import js from '@eslint/js';
import angular from 'angular-eslint';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import {
  ambientTimeAndChance,
  angularSources,
  browserGlobals,
  jasmineGlobals,
  nodeGlobals,
  restrictedImports,
  sources,
  specs,
} from './scripts/lib/eslint-scopes.mjs';

export default defineConfig(
  {
    // consumer.ts only resolves where the packed library is installed; tarball-test checks it there.
    ignores: [
      'scripts/tarball/consumer.ts',
      'dist/',
      'out/',
      'coverage/',
      '.angular/',
      '.cache/',
      'node_modules/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: nodeGlobals },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }] },
  },
  {
    files: ['e2e/**/*.mjs'],
    languageOptions: { globals: { ...jasmineGlobals, ...browserGlobals } },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.sources.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // Numbers in messages are the normal case.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // Shorthand arrows (`() => void work()`) read better where a callback returns nothing.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `class RateLimitError extends ApiError {}` is a legitimate brand.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-restricted-imports': ['error', restrictedImports()],
    },
  },
  {
    files: angularSources,
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      '@angular-eslint/component-selector': [
        'error',
        { type: 'element', prefix: 'app', style: 'kebab-case' },
      ],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'app', style: 'camelCase' },
      ],
    },
  },
  {
    files: ['src/**/*.html', 'projects/imednet-rx/angular/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    files: sources,
    ignores: specs,
    rules: {
      'no-console': 'error',
      // Time and chance come in through one port each, so that specs can stand in for them.
      'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'setImmediate'],
      'no-restricted-syntax': ['error', ...ambientTimeAndChance],
    },
  },
  {
    files: ['projects/imednet-rx/src/http/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', restrictedImports({ observable: true })],
    },
  },
  {
    files: specs,
    rules: {
      // jasmine's matchers and spies are passed about unbound, and mocks are partial.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
);
