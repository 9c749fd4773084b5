import parser from '@typescript-eslint/parser';
import playwright from 'eslint-plugin-playwright';

// `files` must name the extension: with a bare folder pattern ESLint ignores every TypeScript file.
export default [
  {
    ...playwright.configs['flat/recommended'],
    files: ['**/*.ts'],
    languageOptions: {
      ...playwright.configs['flat/recommended'].languageOptions,
      parser,
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
];
