// Shows how far files have been sent. Without it the form is sent as any other.
const setUp = (form) => {
  const said = form.querySelector('[data-upload-said]');
  const button = form.querySelector('button[type=submit]');
  const say = (text) => {
    said.textContent = text;
    said.hidden = false;
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (form.dataset.sending === 'yes') return;
    form.dataset.sending = 'yes';
    button.setAttribute('aria-disabled', 'true');
    const bar = document.createElement('progress');
    bar.className = 'candour-progress';
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute('aria-label', 'How much has been sent');
    said.after(bar);
    say('Sending the files …');
    const stop = (text) => {
      say(text);
      bar.remove();
      button.removeAttribute('aria-disabled');
      delete form.dataset.sending;
    };
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('x-candour-upload', 'yes');
    request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) bar.value = (loaded / total) * 100;
      if (lengthComputable && loaded === total) say('Sent. The files are being checked …');
    });
    request.addEventListener('error', () => stop('The files could not be sent. Check your connection, then try again.'));
    request.addEventListener('load', () => {
      if (request.status === 200 && (request.getResponseHeader('content-type') ?? '').startsWith('application/json')) {
        window.location.assign(JSON.parse(request.responseText).goTo);
        return;
      }
      const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
      const main = answer.querySelector('main');
      if (main === null) {
        stop('The files could not be added. Try again.');
        return;
      }
      document.title = answer.title;
      document.querySelector('main').replaceWith(document.importNode(main, true));
      for (const again of document.querySelectorAll('form[data-show-upload]')) setUp(again);
      const summary = document.querySelector('.govuk-error-summary, h1');
      summary.setAttribute('tabindex', '-1');
      summary.focus();
      summary.scrollIntoView();
    });
    request.send(new FormData(form));
  });
};

for (const form of document.querySelectorAll('form[data-show-upload]')) setUp(form);
