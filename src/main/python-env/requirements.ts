import type { Dependencies } from './dependencies.ts';

/** Modules whose packages have another name. */
const PACKAGES: Readonly<Record<string, string>> = {
  attr: 'attrs',
  bs4: 'beautifulsoup4',
  Crypto: 'pycryptodome',
  cv2: 'opencv-python-headless',
  dateutil: 'python-dateutil',
  docx: 'python-docx',
  dotenv: 'python-dotenv',
  fitz: 'PyMuPDF',
  git: 'GitPython',
  Imath: 'OpenEXR',
  jose: 'python-jose',
  jwt: 'PyJWT',
  magic: 'python-magic',
  OpenGL: 'PyOpenGL',
  PIL: 'Pillow',
  pkg_resources: 'setuptools',
  pptx: 'python-pptx',
  pxr: 'usd-core',
  PyOpenColorIO: 'opencolorio',
  serial: 'pyserial',
  skimage: 'scikit-image',
  sklearn: 'scikit-learn',
  usb: 'pyusb',
  win32api: 'pywin32',
  win32com: 'pywin32',
  wx: 'wxPython',
  Xlib: 'python-xlib',
  yaml: 'PyYAML',
  zmq: 'pyzmq',
};

/** What the installer is asked for, each once: packages of the imported modules, and the extra ones. */
export function requirementsOf({ modules, packages = {}, extra = [] }: Dependencies): string[] {
  const asked = modules.map((name) => packages[name] ?? PACKAGES[name] ?? name);
  return [...new Set([...asked, ...extra])].sort();
}
