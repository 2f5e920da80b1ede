import { useJob } from '../../stores/job-store.ts';
import { chooseLayer } from '../../stores/setup-files.ts';
import { useSetup } from '../../stores/setup-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { LayerCard } from './layer-card.tsx';

/** Environment templates around the job, the outermost first. */
export function LayerList() {
  const layers = useSetup((state) => state.layers);
  const checks = useJob((state) => state.check?.environments);
  return (
    <>
      <div className="side-head">
        <h2 className="side-title">{words.setup.environments}</h2>
        <Button look="quiet" onClick={() => void chooseLayer()}>
          <Icon name="plus" size={12} /> {words.setup.add}
        </Button>
      </div>
      {layers.length === 0 && <p className="side-help">{words.setup.noLayers}</p>}
      <ol className="layers">
        {layers.map((layer, at) => (
          <LayerCard
            key={layer.path}
            layer={layer}
            check={layer.enabled ? checks?.find((check) => check.path === layer.path) : undefined}
            isFirst={at === 0}
            isLast={at === layers.length - 1}
          />
        ))}
      </ol>
      {layers.length > 1 && <p className="side-help">{words.setup.order}</p>}
    </>
  );
}
