import { fileURLToPath } from 'node:url'

import { svelte } from '@sveltejs/vite-plugin-svelte'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'

const gateway = process.env['GATEWAY'] ?? 'http://127.0.0.1:8080'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

export default defineConfig({
  plugins: [
    svelte(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      // main.ts registers it: no inline script, so the strict CSP holds.
      injectRegister: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,woff2,json}', 'theme.js'],
        // The gateway knows the shell by the address of the first page alone.
        manifestTransforms: [
          (entries) => ({
            manifest: entries.map((entry) => (entry.url === 'index.html' ? { ...entry, url: '/' } : entry)),
            warnings: [],
          }),
        ],
        // Communes are fetched and kept one département at a time.
        globIgnores: ['**/.vite/**', '**/*latin-ext*', 'assets/communes/**'],
      },
      manifest: {
        name: 'Navigateur des tiers-lieux',
        short_name: 'Tiers-lieux',
        description: 'Les tiers-lieux, leurs réseaux et les communs qu’ils utilisent.',
        lang: 'fr',
        start_url: '/',
        display: 'minimal-ui',
        background_color: '#f5f1e6',
        theme_color: '#2b4c9b',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
    }),
  ],
  resolve: { alias: { $: fileURLToPath(new URL('src', import.meta.url)) } },
  css: { transformer: 'lightningcss' },
  build: {
    // data: addresses would need a wider CSP.
    assetsInlineLimit: 0,
    manifest: true,
    target: 'baseline-widely-available',
    rolldownOptions: {
      output: {
        assetFileNames: ({ originalFileNames: [from] }) =>
          `assets/${from?.includes('basemap/communes/') ? 'communes/' : ''}[name]-[hash][extname]`,
      },
    },
  },
  server: { proxy: { '/api': gateway, '/auth': gateway } },
  // The gateway's policy, so that what breaks it is seen here first.
  preview: { proxy: { '/api': gateway, '/auth': gateway }, headers: { 'content-security-policy': POLICY } },
  test: { include: ['src/**/*.test.ts'] },
})
