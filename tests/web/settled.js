// Whether each run of the script that the page asked for has ended. Streamlit's own mark in the page
// (data-test-script-state) stays at notRunning until the server's answer is drawn: after a click it is still that of
// before. So we watch the socket: field 11 of a message to the server asks for a run (BackMsg.rerun_script), field 6
// of one from it tells the end of one (ForwardMsg.script_finished; 2: broken off for the next).
() => {
  if (!window.runs) {
    window.runs = { asked: false, sockets: new WeakSet() };
    const ends = ({ data }) => {
      if (!(data instanceof ArrayBuffer) || data.byteLength > 64) return;
      const [field, how] = new Uint8Array(data).slice(-2);
      if (field === (6 << 3) && how !== 2) window.runs.asked = false;
    };
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
      if (!window.runs.sockets.has(this)) {
        window.runs.sockets.add(this);
        this.addEventListener("message", ends);
      }
      if (new Uint8Array(data)[0] === ((11 << 3) | 2)) window.runs.asked = true;
      return send.call(this, data);
    };
  }
  const app = document.querySelector("[data-testid=stApp]");
  return !window.runs.asked && app?.dataset.testScriptState === "notRunning";
}
