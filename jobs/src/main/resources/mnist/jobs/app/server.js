// What is asked of the server.

async function json(response) {
  try {
    return await response.json();
  } catch {
    return { error: `the server answered ${response.status}` };
  }
}

/**
 * What there is to ask: models, the one that answers by default first, and advice.
 * @param waiting is told the same, with progress, until there is a model
 */
export async function listModels(waiting) {
  for (;;) {
    const response = await fetch('models');
    const told = await json(response);
    if (!response.ok) {
      throw new Error(told.error);
    }
    if (told.models.length > 0) {
      return told;
    }
    waiting(told);
    await new Promise(done => setTimeout(done, 1000));
  }
}

/** Some of MNIST's test images, with the digits that they show. */
export async function listTestImages() {
  const told = await json(await fetch('test-images'));
  return told.images ?? [];
}

/**
 * What a model says of a picture; where there is no answer, the reason why.
 * @param more what the answer has beside: steps, occlusion
 */
export async function predict(picture, model, more = {}) {
  const query = new URLSearchParams({ model, ...more });
  try {
    const told = await json(await fetch(`predict?${query}`, { method: 'POST', body: picture }));
    return told.error === undefined ? told : { model, reason: told.error };
  } catch {
    return { model, reason: 'the server can’t be reached' };
  }
}
