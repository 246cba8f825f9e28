/** QR codes: drawn as a picture, and read with the camera in the app itself. The library comes when one is asked for. */

import { el, set, svg } from "./elements.js";

const OFTEN = 200; // milliseconds between looks

/** There is no camera, or it may not be used. */
export class NoCamera extends Error {
  name = "NoCamera";
}

/** A code as a drawing that prints sharply. @param {string} text @param {string} title */
export function qrPicture(text, title) {
  const picture = svg("svg", { class: "qr", role: "img", "aria-label": title, "shape-rendering": "crispEdges" });
  draw(picture, text).catch(() => picture.remove()); // without a network, before it was fetched: the words beside it do the same
  return picture;
}

/** @param {SVGSVGElement} picture @param {string} text */
async function draw(picture, text) {
  const { default: encodeQR } = await import("qr");
  const rows = encodeQR(text, "raw", { ecc: "medium", border: 3 });
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  const size = rows.length;
  set(picture, { viewBox: `0 0 ${size} ${size}` });
  picture.append(svg("rect", { width: size, height: size, fill: "#fff" }), svg("path", { d: path, fill: "#000" }));
}

/** The text of a code in this picture; null when there is none. @param {ImageData} picture @param {(picture: ImageData) => string} decode */
function read(picture, decode) {
  try {
    return decode(picture);
  } catch {
    return null; // no code in this look; the next may have one
  }
}

/**
 * Look through the camera until `found` says that it takes what was read. Resolves to what stops it.
 * @param {HTMLElement} place @param {string} label @param {(text: string) => boolean} found @returns {Promise<() => void>}
 */
export async function scan(place, label, found) {
  const stream = await navigator.mediaDevices?.getUserMedia({ video: { facingMode: "environment" }, audio: false }).catch(() => null);
  if (!stream) throw new NoCamera();
  const { decodeQR } = await import("qr/decode.js");
  const video = el("video", { class: "scan", playsinline: true, muted: true, "aria-label": label });
  const canvas = el("canvas");
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  const stop = () => {
    clearInterval(timer);
    stream.getTracks().forEach((track) => track.stop());
    video.remove();
  };
  const look = () => {
    if (!brush || video.videoWidth === 0) return;
    Object.assign(canvas, { width: video.videoWidth, height: video.videoHeight });
    brush.drawImage(video, 0, 0);
    const text = read(brush.getImageData(0, 0, canvas.width, canvas.height), decodeQR);
    if (text !== null && found(text)) stop();
  };
  place.replaceChildren(video);
  video.srcObject = stream;
  await video.play();
  const timer = setInterval(look, OFTEN);
  return stop;
}
