// Puts JSON to the server, as this person's own page does.

// Return {status, data, after}; `after` are the ms that the server asks to wait. Status 0 where
// nothing of ours answers, as at a hotel's sign-in page.
export async function put(url, body, options = {}) {
  try {
    const answer = await fetch(url, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "X-CSRFToken": document.querySelector("[name=csrf_token]").value },
      body,
      redirect: "error",
      ...options,
    });
    const after = 1000 * answer.headers.get("Retry-After");
    return { status: answer.status, data: await answer.json(), after };
  } catch {
    return { status: 0, data: {} };
  }
}
