import { type DragEvent, useEffect, useState } from 'react';
import type { RecentBundle, SampleBundle } from '../../../shared/protocol/bundle.ts';
import { notify } from '../../stores/app-store.ts';
import { openWizard } from '../../stores/dialog-store.ts';
import { useDocument } from '../../stores/document-store.ts';
import { forgetRecent, listRecent, listSamples } from '../../stores/library-store.ts';
import { chooseAndOpen, open, pathOfDropped } from '../../stores/session.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import './start-page.css';

/** Where everyone begins: samples, what was open lately, and the way to anything else. */
export function StartPage() {
  const [samples, setSamples] = useState<readonly SampleBundle[]>();
  const [recent, setRecent] = useState<readonly RecentBundle[]>([]);
  const [over, setOver] = useState(false);
  const opening = useDocument((state) => state.opening);
  useEffect(() => {
    void listSamples().then(setSamples);
    void listRecent().then(setRecent);
  }, []);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    const path = file && pathOfDropped(file);
    if (path) void open(path);
    else if (file) notify('info', words.start.dropNoPath);
  };
  return (
    <main
      className={`start scroll ${over ? 'start-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <div className="start-inner">
        <section className="start-open" aria-label={words.start.open}>
          <p className="start-lead">{words.start.lead}</p>
          <button type="button" className="start-new" onClick={openWizard}>
            <Icon name="plus" size={20} />
            <span>
              <span className="start-drop-title">{words.start.new}</span>
              <span className="dim">{words.start.newHint}</span>
            </span>
          </button>
          <button type="button" className="start-drop" onClick={() => void chooseAndOpen()}>
            <Icon name="bundle" size={20} />
            <span>
              <span className="start-drop-title">{words.start.drop}</span>
              <span className="dim">{words.start.openHint}</span>
            </span>
          </button>
        </section>
        <div className="start-lists">
          <section aria-labelledby="start-samples">
            <h2 className="start-title" id="start-samples">
              {words.start.samples}
            </h2>
            <ul className="start-list start-samples">
              {samples?.map((sample) => (
                <li key={sample.path}>
                  <button
                    type="button"
                    className="start-entry"
                    onClick={() => void open(sample.path)}
                  >
                    <span className="start-entry-name">{sample.name}</span>
                    <span className="start-entry-text">{sample.description}</span>
                  </button>
                </li>
              ))}
            </ul>
            {samples?.length === 0 && <p className="dim">{words.start.samplesNone}</p>}
          </section>
          <section aria-labelledby="start-recent">
            <h2 className="start-title" id="start-recent">
              {words.start.recent}
            </h2>
            <ul className="start-list">
              {recent.map((one) => (
                <li key={one.path} className="start-recent">
                  <button
                    type="button"
                    className="start-entry"
                    disabled={one.missing}
                    onClick={() => void open(one.path)}
                  >
                    <span className="start-entry-name">
                      {one.name}
                      {one.missing && <span className="dim"> · {words.start.missing}</span>}
                    </span>
                    <span className="start-entry-text cut" title={one.path}>
                      {one.path}
                    </span>
                  </button>
                  <Button
                    look="quiet"
                    aria-label={words.start.remove(one.name)}
                    onClick={() => {
                      setRecent(recent.filter((other) => other.path !== one.path));
                      void forgetRecent(one.path);
                    }}
                  >
                    <Icon name="close" size={12} />
                  </Button>
                </li>
              ))}
            </ul>
            {recent.length === 0 && <p className="dim">{words.start.recentNone}</p>}
          </section>
        </div>
        <p className="dim" aria-live="polite">
          {opening !== undefined && words.start.opening}
        </p>
      </div>
    </main>
  );
}
