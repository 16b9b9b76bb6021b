// Asking the server. Ids travel in the body: addresses end up in logs, and a large picture would not fit one.

export class Refused extends Error {}

export async function getJson<T>(url: string): Promise<T> {
  return answer<T>(await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" }));
}

export async function postJson<T>(url: string, body: unknown, csrf: string): Promise<T> {
  return answer<T>(await post(url, body, csrf));
}

export async function postForFile(url: string, body: unknown, csrf: string): Promise<Blob> {
  const response = await post(url, body, csrf);
  if (!response.ok) throw new Error(String(response.status));
  return response.blob();
}

function post(url: string, body: unknown, csrf: string): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": csrf },
    credentials: "same-origin",
    body: JSON.stringify(body),
  });
}

async function answer<T>(response: Response): Promise<T> {
  const isJson = response.headers.get("Content-Type")?.includes("json") ?? false;
  // A session that ended answers with the sign-in page.
  if (
    response.status === 403 ||
    response.status === 404 ||
    (response.ok && !isJson && response.status !== 204)
  ) {
    throw new Refused();
  }
  if (!response.ok) throw new Error(String(response.status));
  return (response.status === 204 ? {} : await response.json()) as T;
}
