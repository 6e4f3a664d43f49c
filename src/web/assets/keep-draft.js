// Keeps a form as it is typed, so that nothing is lost when a browser or a session ends. Without it the form's own button does the same.
// `data-keep-draft` holds what that button sends, as `name=value`.
const QUIET_MS = 1500;

for (const form of document.querySelectorAll('form[data-keep-draft]')) {
  const said = form.querySelector('[data-draft-kept]');
  let timer;
  const keep = async () => {
    const body = new URLSearchParams(new FormData(form));
    const [name, value] = form.dataset.keepDraft.split('=');
    body.set(name, value);
    try {
      const reply = await fetch(form.action, { method: 'POST', body, headers: { 'x-candour-draft': 'kept' }, redirect: 'error' });
      said.textContent = reply.ok ? 'Draft saved.' : 'The draft could not be saved. Save it with the button.';
    } catch {
      said.textContent = 'The draft could not be saved. Check your connection.';
    }
    said.hidden = false;
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(keep, QUIET_MS);
  });
  form.addEventListener('submit', () => clearTimeout(timer));
}
