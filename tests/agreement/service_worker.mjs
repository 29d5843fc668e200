// The global of a service worker in Node: real classes where Node has them, small ones by the specifications where not.
// They convert arguments as Web IDL says, since that is what programs are about; they store nothing and have no network.

// --- conversions of Web IDL

const fail = (message) => {
  throw new TypeError(message);
};
const need = (given, count) => given.length >= count || fail(`${count} arguments required, ${given.length} present`);
const instance = (value, class_) => (value instanceof class_ ? value : fail(`not a ${class_.name}`));
const choose = (value, allowed) => {
  const text = `${value}`;
  return allowed.includes(text) ? text : fail(`'${text}' is not a value of the enumeration`);
};
const sequence = (value, convert = (item) => item) => {
  if (value === null || !["object", "function"].includes(typeof value)) fail("not an object");
  if (typeof value[Symbol.iterator] !== "function") fail("not iterable");
  return Array.from(value, convert);
};
const dictionary = (value) => {
  if (value === undefined || value === null) return {};
  return ["object", "function"].includes(typeof value) ? value : fail("not an object");
};
const number = (value) => (Number.isFinite(Number(value)) ? Number(value) : fail("not a finite number"));
const frozen = (items) => Object.freeze([...items]);
const url = (text) => new URL(`${text}`, "https://site.example/").href;
const requestOf = (value) => (value instanceof Request ? value : new Request(url(value)));
const promised = (work) => new Promise((resolve) => resolve(work())); // errors become rejections
const MAKE = Symbol("make"); // lets this file construct what scripts can't
const illegal = (key) => key === MAKE || fail("Illegal constructor");

const MODES = ["navigate", "same-origin", "no-cors", "cors"];
const DESTINATIONS = [
  "", "audio", "audioworklet", "document", "embed", "font", "frame", "iframe", "image", "json", "manifest", "object",
  "paintworklet", "report", "script", "sharedworker", "style", "text", "track", "video", "worker", "xslt",
];

// An event target whose `on…` attributes are event handlers.
const withHandlers = (base, ...types) => {
  const class_ = class extends base {
    #handlers = new Map();
    _handler(type) {
      return this.#handlers.get(type)?.value ?? null;
    }
    _handle(type, value) {
      const callable = typeof value === "function" || (typeof value === "object" && value !== null) ? value : null;
      const known = this.#handlers.get(type);
      if (known) known.value = callable;
      else {
        const handler = { value: callable };
        this.#handlers.set(type, handler);
        this.addEventListener(type, (event) => handler.value?.call(this, event));
      }
    }
  };
  for (const type of types)
    Object.defineProperty(class_.prototype, `on${type}`, {
      configurable: true,
      enumerable: true,
      get() {
        return this._handler(type);
      },
      set(value) {
        this._handle(type, value);
      },
    });
  return class_;
};

// --- events

class ProgressEvent extends Event {
  #init;
  constructor(type, init) {
    super(type, dictionary(init));
    const { lengthComputable = false, loaded = 0, total = 0 } = dictionary(init);
    this.#init = { lengthComputable: Boolean(lengthComputable), loaded: number(loaded), total: number(total) };
  }
  get lengthComputable() {
    return this.#init.lengthComputable;
  }
  get loaded() {
    return this.#init.loaded;
  }
  get total() {
    return this.#init.total;
  }
}

class ExtendableEvent extends Event {
  _promises = [];
  constructor(type, init) {
    need(arguments, 1);
    super(type, dictionary(init));
  }
  waitUntil(promise) {
    need(arguments, 1);
    this._promises.push(Promise.resolve(promise));
  }
}

const SOURCES = ["cache", "fetch-event", "network", "race-network-and-fetch-handler"];
const checkRule = (rule) => {
  const condition = rule.condition ?? fail("condition is required");
  const source = rule.source ?? fail("source is required");
  if (condition.requestMode !== undefined) choose(condition.requestMode, MODES);
  if (condition.requestDestination !== undefined) choose(condition.requestDestination, DESTINATIONS);
  if (condition.runningStatus !== undefined) choose(condition.runningStatus, ["running", "not-running"]);
  if (typeof source === "string") choose(source, SOURCES);
};

class InstallEvent extends ExtendableEvent {
  addRoutes(rules) {
    return promised(() => {
      const many = rules && typeof rules[Symbol.iterator] === "function" && rules.condition === undefined;
      if (many) sequence(rules, checkRule);
      else checkRule(dictionary(rules));
    });
  }
}

class FetchEvent extends ExtendableEvent {
  #init;
  #answer;
  constructor(type, init) {
    need(arguments, 2);
    super(type, init);
    const { request, preloadResponse, clientId = "", resultingClientId = "", replacesClientId = "" } = dictionary(init);
    this.#init = { preloadResponse: Promise.resolve(preloadResponse), clientId, resultingClientId, replacesClientId };
    this.#init.request = instance(request, Request);
  }
  get request() {
    return this.#init.request;
  }
  get clientId() {
    return `${this.#init.clientId}`;
  }
  get resultingClientId() {
    return `${this.#init.resultingClientId}`;
  }
  get replacesClientId() {
    return `${this.#init.replacesClientId}`;
  }
  get preloadResponse() {
    return this.#init.preloadResponse;
  }
  get handled() {
    return Promise.resolve(this.#answer).then((answer) => {
      if (answer !== undefined) instance(answer, Response);
    });
  }
  respondWith(answer) {
    need(arguments, 1);
    this.#answer = Promise.resolve(answer);
  }
}

class ExtendableMessageEvent extends ExtendableEvent {
  #init;
  #ports;
  constructor(type, init) {
    super(type, init);
    const { data = null, origin = "", lastEventId = "", source = null, ports = [] } = dictionary(init);
    this.#init = { data, origin: `${origin}`, lastEventId: `${lastEventId}`, source };
    this.#ports = frozen(sequence(ports, (port) => instance(port, MessagePort)));
  }
  get data() {
    return this.#init.data;
  }
  get origin() {
    return this.#init.origin;
  }
  get lastEventId() {
    return this.#init.lastEventId;
  }
  get source() {
    return this.#init.source;
  }
  get ports() {
    return this.#ports;
  }
}

// --- background fetches

const iconsOf = (options) =>
  sequence(options.icons ?? [], (icon) => {
    const { src, type = "" } = dictionary(icon);
    return { src: src ?? fail("src is required"), type };
  });

class BackgroundFetchRecord {
  #request;
  constructor(key, request) {
    illegal(key);
    this.#request = request;
  }
  get request() {
    return this.#request;
  }
  get responseReady() {
    return Promise.resolve(new Response("body"));
  }
}

class BackgroundFetchRegistration extends withHandlers(EventTarget, "progress") {
  #id;
  #records;
  #total;
  #aborted = false;
  constructor(key, id, requests, options) {
    illegal(key);
    super();
    this.#id = id;
    this.#records = requests.map((request) => new BackgroundFetchRecord(MAKE, request));
    this.#total = Math.trunc(Number(options.downloadTotal ?? 0)) || 0;
    this._icons = iconsOf(options);
    this._title = options.title;
  }
  get id() {
    return this.#id;
  }
  get uploadTotal() {
    return 0;
  }
  get uploaded() {
    return 0;
  }
  get downloadTotal() {
    return this.#total;
  }
  get downloaded() {
    return 0;
  }
  get result() {
    return this.#aborted ? "failure" : "";
  }
  get failureReason() {
    return this.#aborted ? "aborted" : "";
  }
  get recordsAvailable() {
    return true;
  }
  async abort() {
    this.#aborted = true;
    return true;
  }
  async match(request, options) {
    return (await this.matchAll(request, options))[0];
  }
  async matchAll(request, options) {
    dictionary(options);
    return this.#records.filter((record) => request === undefined || record.request.url === requestOf(request).url);
  }
}

class BackgroundFetchManager {
  #known = new Map();
  constructor(key) {
    illegal(key);
  }
  fetch(id, requests, options) {
    return promised(() => {
      need(arguments, 2);
      const object = typeof requests === "object" && requests !== null && !(requests instanceof Request);
      const many = object && typeof requests[Symbol.iterator] === "function";
      const all = many ? sequence(requests, requestOf) : [requestOf(requests)];
      if (!all.length) fail("no requests");
      if (this.#known.has(`${id}`)) fail(`there is already '${id}'`);
      const registration = new BackgroundFetchRegistration(MAKE, `${id}`, all, dictionary(options));
      this.#known.set(`${id}`, registration);
      return registration;
    });
  }
  get(id) {
    return promised(() => need(arguments, 1) && this.#known.get(`${id}`));
  }
  async getIds() {
    return [...this.#known.keys()];
  }
}

class BackgroundFetchEvent extends ExtendableEvent {
  #registration;
  constructor(type, init) {
    need(arguments, 2);
    super(type, init);
    this.#registration = instance(dictionary(init).registration, BackgroundFetchRegistration);
  }
  get registration() {
    return this.#registration;
  }
}

class BackgroundFetchUpdateUIEvent extends BackgroundFetchEvent {
  updateUI(options) {
    return promised(() => {
      const given = dictionary(options);
      iconsOf(given);
      if (given.title !== undefined) this.registration._title = `${given.title}`;
    });
  }
}

// --- caches

class Cache {
  #entries = new Map();
  constructor(key) {
    illegal(key);
  }
  match(request, options) {
    return promised(() => need(arguments, 1) && this.#find(request, options)[0]?.response.clone());
  }
  async matchAll(request, options) {
    return frozen(this.#find(request, options).map((entry) => entry.response.clone()));
  }
  put(request, response) {
    return promised(() => {
      need(arguments, 2);
      const key = requestOf(request);
      this.#entries.set(key.url, { request: key, response: instance(response, Response) });
    });
  }
  add(request) {
    return promised(() => need(arguments, 1) && this.put(request, new Response("body")));
  }
  addAll(requests) {
    return promised(() => Promise.all(sequence(requests, (request) => this.add(request))).then(() => {}));
  }
  delete(request) {
    return promised(() => need(arguments, 1) && this.#entries.delete(requestOf(request).url));
  }
  async keys(request, options) {
    return frozen(this.#find(request, options).map((entry) => entry.request));
  }
  #find(request, options) {
    const bare = (address) => (dictionary(options).ignoreSearch ? address.split("?")[0] : address);
    const wanted = request === undefined ? undefined : bare(requestOf(request).url);
    return [...this.#entries.values()].filter(({ request: { url } }) => wanted === undefined || bare(url) === wanted);
  }
}

class CacheStorage {
  #caches = new Map();
  constructor(key) {
    illegal(key);
  }
  async match(request, options) {
    const only = dictionary(options).cacheName;
    for (const [name, cache] of this.#caches) {
      const found = only === undefined || only === name ? await cache.match(request, options) : undefined;
      if (found) return found;
    }
  }
  has(name) {
    return promised(() => need(arguments, 1) && this.#caches.has(`${name}`));
  }
  open(name) {
    return promised(() => {
      need(arguments, 1);
      if (!this.#caches.has(`${name}`)) this.#caches.set(`${name}`, new Cache(MAKE));
      return this.#caches.get(`${name}`);
    });
  }
  delete(name) {
    return promised(() => need(arguments, 1) && this.#caches.delete(`${name}`));
  }
  async keys() {
    return [...this.#caches.keys()];
  }
}

// --- clients

class Client {
  #url;
  constructor(key, address) {
    illegal(key);
    this.#url = address;
  }
  get url() {
    return this.#url;
  }
  get frameType() {
    return "top-level";
  }
  get id() {
    return "client-1";
  }
  get type() {
    return "window";
  }
  postMessage(message, options) {
    need(arguments, 1);
    if (options !== undefined) dictionary(options);
    structuredClone(message);
  }
}

class WindowClient extends Client {
  get visibilityState() {
    return "visible";
  }
  get focused() {
    return true;
  }
  get ancestorOrigins() {
    return frozen([]);
  }
  async focus() {
    return this;
  }
  navigate(address) {
    const elsewhere = new URL(url(address)).origin !== "https://site.example";
    return promised(() => (elsewhere ? null : new WindowClient(MAKE, url(address))));
  }
}

class Clients {
  #all = [new WindowClient(MAKE, "https://site.example/page")];
  constructor(key) {
    illegal(key);
  }
  get(id) {
    return promised(() => need(arguments, 1) && this.#all.find((client) => client.id === `${id}`));
  }
  matchAll(options) {
    return promised(() => {
      const type = choose(dictionary(options).type ?? "window", ["window", "worker", "sharedworker", "all"]);
      return frozen(this.#all.filter((client) => type === "all" || client.type === type));
    });
  }
  openWindow(address) {
    const elsewhere = new URL(url(address)).origin !== "https://site.example";
    return promised(() => (elsewhere ? null : new WindowClient(MAKE, url(address))));
  }
  async claim() {}
}

// --- service workers

class ServiceWorker extends withHandlers(EventTarget, "statechange", "error") {
  constructor(key) {
    illegal(key);
    super();
  }
  get scriptURL() {
    return "https://site.example/worker.py";
  }
  get state() {
    return "activated";
  }
  postMessage(message, options) {
    need(arguments, 1);
    if (options !== undefined) dictionary(options);
    structuredClone(message);
  }
}

class NavigationPreloadManager {
  #state = { enabled: false, headerValue: "true" };
  constructor(key) {
    illegal(key);
  }
  async enable() {
    this.#state.enabled = true;
  }
  async disable() {
    this.#state.enabled = false;
  }
  setHeaderValue(value) {
    return promised(() => {
      need(arguments, 1);
      this.#state.headerValue = `${value}`;
    });
  }
  async getState() {
    return { ...this.#state };
  }
}

class ServiceWorkerRegistration extends withHandlers(EventTarget, "updatefound") {
  #active = new ServiceWorker(MAKE);
  #preload = new NavigationPreloadManager(MAKE);
  #manager = new BackgroundFetchManager(MAKE);
  constructor(key) {
    illegal(key);
    super();
  }
  get installing() {
    return null;
  }
  get waiting() {
    return null;
  }
  get active() {
    return this.#active;
  }
  get navigationPreload() {
    return this.#preload;
  }
  get backgroundFetch() {
    return this.#manager;
  }
  get scope() {
    return "https://site.example/";
  }
  get updateViaCache() {
    return "imports";
  }
  async update() {
    return this;
  }
  async unregister() {
    return true;
  }
}

class ServiceWorkerContainer extends withHandlers(EventTarget, "controllerchange", "message", "messageerror") {
  #registration;
  constructor(key, registration) {
    illegal(key);
    super();
    this.#registration = registration;
  }
  get controller() {
    return null;
  }
  get ready() {
    return Promise.resolve(this.#registration);
  }
  register(script, options) {
    return promised(() => {
      need(arguments, 1);
      const given = dictionary(options);
      if (given.type !== undefined) choose(given.type, ["classic", "module"]);
      if (given.updateViaCache !== undefined) choose(given.updateViaCache, ["imports", "all", "none"]);
      return this.#registration;
    });
  }
  async getRegistration(address) {
    return address === "https://elsewhere.example/" ? undefined : this.#registration;
  }
  async getRegistrations() {
    return frozen([this.#registration]);
  }
  startMessages() {}
}

// --- what else the global has

class PermissionStatus extends withHandlers(EventTarget, "change") {
  #name;
  constructor(key, name) {
    illegal(key);
    super();
    this.#name = name;
  }
  get name() {
    return this.#name;
  }
  get state() {
    return "granted";
  }
}

class Permissions {
  constructor(key) {
    illegal(key);
  }
  query(descriptor) {
    return promised(() => {
      need(arguments, 1);
      if (typeof descriptor !== "object" || descriptor === null) fail("not an object");
      const name = choose(descriptor.name, ["background-fetch", "geolocation", "notifications", "push"]);
      return new PermissionStatus(MAKE, name);
    });
  }
}

class StorageManager {
  constructor(key) {
    illegal(key);
  }
  async persisted() {
    return false;
  }
  async estimate() {
    return { usage: 10, quota: 1000 };
  }
}

class WorkerNavigator {
  #container;
  #permissions = new Permissions(MAKE);
  #storage = new StorageManager(MAKE);
  constructor(key, registration) {
    illegal(key);
    this.#container = new ServiceWorkerContainer(MAKE, registration);
  }
  get serviceWorker() {
    return this.#container;
  }
  get permissions() {
    return this.#permissions;
  }
  get storage() {
    return this.#storage;
  }
  get appCodeName() {
    return "Mozilla";
  }
  get appName() {
    return "Netscape";
  }
  get appVersion() {
    return "5.0";
  }
  get platform() {
    return "Linux";
  }
  get product() {
    return "Gecko";
  }
  get userAgent() {
    return "Mozilla/5.0";
  }
  get language() {
    return "en";
  }
  get languages() {
    return frozen(["en", "de"]);
  }
  get onLine() {
    return true;
  }
  get hardwareConcurrency() {
    return 2;
  }
}

class WorkerLocation {
  #url = new URL("https://site.example/worker.py?a=1#b");
  constructor(key) {
    illegal(key);
    const names = ["href", "origin", "protocol", "host", "hostname", "port", "pathname", "search", "hash"];
    for (const name of names)
      Object.defineProperty(this, name, { enumerable: true, get: () => this.#url[name], set: undefined });
  }
  toString() {
    return this.#url.href;
  }
}

class QuotaExceededError extends DOMException {
  #options;
  constructor(message = "", options = undefined) {
    super(`${message}`, "QuotaExceededError");
    const { quota, requested } = dictionary(options);
    const known = (value) => (value === undefined ? null : number(value));
    this.#options = { quota: known(quota), requested: known(requested) };
  }
  get quota() {
    return this.#options.quota;
  }
  get requested() {
    return this.#options.requested;
  }
}

// Only what programs use of it: paths whose parts are text, `:name` or `*`.
class URLPattern {
  #parts;
  constructor(input = {}, baseURL = undefined) {
    const given = typeof input === "string" ? new URL(input, typeof baseURL === "string" ? baseURL : undefined) : input;
    this.#parts = `${given.pathname ?? "*"}`;
  }
  get pathname() {
    return this.#parts;
  }
  get protocol() {
    return "*";
  }
  get hasRegExpGroups() {
    return false;
  }
  #match(input, baseURL) {
    const path = typeof input === "string" ? new URL(input, baseURL).pathname : `${input.pathname ?? ""}`;
    const groups = this.#parts.replace(/\*/g, "(?<rest>.*)").replace(/:(\w+)/g, "(?<$1>[^/]+)");
    return [path, new RegExp(`^${groups}$`).exec(path)];
  }
  test(input = {}, baseURL = undefined) {
    return this.#match(input, baseURL)[1] !== null;
  }
  exec(input = {}, baseURL = undefined) {
    const [path, found] = this.#match(input, baseURL);
    if (found === null) return null;
    const other = { input: "", groups: {} };
    const rest = { protocol: other, username: other, password: other, hostname: other, port: other };
    const pathname = { input: path, groups: { ...found.groups } };
    return { inputs: [input], ...rest, pathname, search: other, hash: other };
  }
}

class ImageBitmap {
  #size = [4, 3];
  constructor(key) {
    illegal(key);
  }
  get width() {
    return this.#size[0];
  }
  get height() {
    return this.#size[1];
  }
  close() {
    this.#size = [0, 0];
  }
}

const createImageBitmap = (source, ...rest) =>
  promised(() => {
    instance(source, Blob);
    const options = dictionary(rest.at(-1));
    if (options.imageOrientation !== undefined) choose(options.imageOrientation, ["from-image", "flipY"]);
    if (options.premultiplyAlpha !== undefined) choose(options.premultiplyAlpha, ["none", "premultiply", "default"]);
    if (options.colorSpaceConversion !== undefined) choose(options.colorSpaceConversion, ["none", "default"]);
    const qualities = ["pixelated", "low", "medium", "high"];
    if (options.resizeQuality !== undefined) choose(options.resizeQuality, qualities);
    return new ImageBitmap(MAKE);
  });

class TrustedScriptURL {
  constructor(key) {
    illegal(key);
  }
}
class TrustedScript {
  constructor(key) {
    illegal(key);
  }
}

const HANDLED = [
  "install", "activate", "fetch", "message", "messageerror", "backgroundfetchsuccess", "backgroundfetchfail",
  "backgroundfetchabort", "backgroundfetchclick", "error", "languagechange", "offline", "online",
  "rejectionhandled", "unhandledrejection",
];
class ServiceWorkerGlobalScope extends withHandlers(EventTarget, ...HANDLED) {}

const CLASSES = {
  BackgroundFetchEvent, BackgroundFetchManager, BackgroundFetchRecord, BackgroundFetchRegistration,
  BackgroundFetchUpdateUIEvent, Cache, CacheStorage, Client, Clients, ExtendableEvent, ExtendableMessageEvent,
  FetchEvent, ImageBitmap, InstallEvent, NavigationPreloadManager, PermissionStatus, Permissions, ProgressEvent,
  QuotaExceededError, ServiceWorker, ServiceWorkerContainer, ServiceWorkerGlobalScope, ServiceWorkerRegistration,
  StorageManager, TrustedScript, TrustedScriptURL, URLPattern, WindowClient, WorkerLocation, WorkerNavigator,
};

const define = (name, value) =>
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });

/** Give the global object what that of a service worker has: a new one at each call. */
export const enterServiceWorker = () => {
  for (const [name, class_] of Object.entries(CLASSES)) if (!(name in globalThis)) define(name, class_);
  const scope = new ServiceWorkerGlobalScope();
  for (const name of ["addEventListener", "removeEventListener", "dispatchEvent"])
    define(name, (...given) => scope[name](...given));
  for (const type of HANDLED)
    Object.defineProperty(globalThis, `on${type}`, {
      configurable: true,
      enumerable: true,
      get: () => scope[`on${type}`],
      set: (value) => {
        scope[`on${type}`] = value;
      },
    });
  const registration = new ServiceWorkerRegistration(MAKE);
  define("self", globalThis);
  define("registration", registration);
  define("serviceWorker", registration.active);
  define("clients", new Clients(MAKE));
  define("caches", new CacheStorage(MAKE));
  define("navigator", new WorkerNavigator(MAKE, registration));
  define("location", new WorkerLocation(MAKE));
  define("origin", "https://site.example");
  define("isSecureContext", true);
  define("crossOriginIsolated", false);
  define("skipWaiting", async () => {});
  define("reportError", () => {});
  define("importScripts", () => fail("module scripts import"));
  define("createImageBitmap", createImageBitmap);
};
