// What is asked of the server.

/** What it answers, or an error: its own, or that there is no answer. */
async function ask(path, request) {
  let response;
  try {
    response = await fetch(path, request);
  } catch {
    return { error: 'the server can’t be reached' };
  }
  try {
    return await response.json();
  } catch {
    return { error: `the server answered ${response.status}` };
  }
}

/**
 * What there is to ask: models, the one that answers by default first, and advice.
 * @param waiting is told the same, with progress, or else the error, until there is a model
 */
export async function listModels(waiting) {
  for (;;) {
    const told = await ask('models');
    if (told.models?.length > 0) {
      return told;
    }
    waiting(told);
    await new Promise(done => setTimeout(done, 1000));
  }
}

/** Some of MNIST's test images, with the digits that they show. */
export async function listTestImages() {
  const { images, error } = await ask('test-images');
  if (error !== undefined) {
    throw new Error(error);
  }
  return images;
}

/**
 * What a model says of a picture; where there is no answer, the reason why.
 * @param more what the answer has beside: steps, occlusion
 */
export async function predict(picture, model, more = {}) {
  const query = new URLSearchParams({ model, ...more });
  const told = await ask(`predict?${query}`, { method: 'POST', body: picture });
  return told.error === undefined ? told : { model, reason: told.error };
}
