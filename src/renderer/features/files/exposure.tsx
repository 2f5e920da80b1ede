import { create } from 'zustand';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';

const MOST = 10;
const STEP = 0.25;

/** Stops from how pictures were rendered; one for all of them, so that frames can be compared. */
export const useExposure = create<{ readonly stops: number }>()(() => ({ stops: 0 }));

/** How bright a picture of light is shown. */
export function Exposure() {
  const stops = useExposure((state) => state.stops);
  return (
    <div className="exposure numbers">
      <span className="dim" aria-hidden="true">
        {words.results.exposure}
      </span>
      <input
        type="range"
        className="exposure-range"
        aria-label={words.results.exposure}
        aria-valuetext={words.results.stops(stops)}
        min={-MOST}
        max={MOST}
        step={STEP}
        value={stops}
        onChange={(event) => useExposure.setState({ stops: Number(event.target.value) })}
      />
      <span className="exposure-stops" aria-hidden="true">
        {words.results.stops(stops)}
      </span>
      <Button
        look="quiet"
        disabled={stops === 0}
        aria-label={words.results.resetExposure}
        title={words.results.resetExposure}
        onClick={() => useExposure.setState({ stops: 0 })}
      >
        <Icon name="reset" size={12} />
      </Button>
    </div>
  );
}
