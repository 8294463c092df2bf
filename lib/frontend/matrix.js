// The matrix: the server writes the table; here a cell is chosen, by mouse or by keyboard.
// The table is one stop for the keyboard; arrow keys move between what can be chosen in it.
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

const named = (button) => `${button.dataset.place}|${button.dataset.column}`;

function stop(frame, button) {
  frame.querySelectorAll("button").forEach((each) => (each.tabIndex = each === button ? 0 : -1));
}

// The next cell in a direction that can be chosen: those without activities are passed over.
function next(button, [down, right]) {
  const rows = button.closest("table").rows;
  let row = button.closest("tr").rowIndex + down;
  let column = button.closest("td, th").cellIndex + right;
  for (; rows[row]?.cells[column]; row += down, column += right) {
    const found = rows[row].cells[column].querySelector("button");
    if (found) return found;
  }
  return null;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const frame = parentElement.querySelector(".matrix-frame");
  const held = frame.contains(document.activeElement) ? named(document.activeElement) : "";
  const left = frame.scrollLeft;
  frame.innerHTML = data.html;
  frame.scrollLeft = left;
  const buttons = [...frame.querySelectorAll("button")];
  const again = buttons.find((each) => named(each) === held);
  const pressed = buttons.find((each) => each.getAttribute("aria-pressed") === "true");
  stop(frame, again || pressed || buttons[0]);
  again?.focus({ preventScroll: true });

  frame.onkeydown = (event) => {
    const to = STEPS[event.key] && next(event.target, STEPS[event.key]);
    if (!to) return;
    event.preventDefault();
    stop(frame, to);
    to.focus();
  };
  frame.onclick = (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const chosen = button.getAttribute("aria-pressed") !== "true";
    buttons.forEach((each) => each.setAttribute("aria-pressed", chosen && each === button));
    stop(frame, button);
    const { place, column } = button.dataset;
    setTriggerValue("chosen", chosen ? { place, column } : { place: "", column: "" });
  };
}
