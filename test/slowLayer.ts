/** Layers that start a real n8n: on a busy machine a start alone takes half a minute. */
jest.setTimeout(300_000);
