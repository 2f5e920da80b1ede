import { useApp } from '../../stores/app-store.ts';
import { addAssets, proposeAssets } from '../../stores/asset-proposals.ts';
import { saveValues, unwrittenValues } from '../../stores/bundle-values.ts';
import { useDocument } from '../../stores/document-store.ts';
import { useFarmProfile } from '../../stores/farm-profile-store.ts';
import { farmParameters, farmValueIssues, isForDeadline } from '../../stores/farm-values.ts';
import { useJob } from '../../stores/job-store.ts';
import { useParameters } from '../../stores/parameter-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { ParameterField } from './parameter-field.tsx';
import { ParameterGroup } from './parameter-group.tsx';

/** What travels with the bundle to a farm: the farm's own values, assets, and the values of the form. */
export function FarmSection() {
  const form = useJob((state) => state.check?.form);
  const fileValues = useJob((state) => state.fileValues);
  const listed = useJob((state) => state.fileAssets);
  const values = useParameters((state) => state.values);
  const profile = useFarmProfile((state) => state.profile?.name);
  const bundle = useDocument((state) => state.bundle);
  const workingDirectory = useApp((state) => state.info?.workingDirectory);
  if (!bundle || !form) return null;
  const deadline = isForDeadline(fileValues, values, profile);
  const unwritten = unwrittenValues(form, values, fileValues).length;
  const hasAssets = bundle.files.some((file) => file.path.startsWith('asset_references.'));
  const place = { root: bundle.root, workingDirectory: workingDirectory ?? bundle.root };
  const proposals = deadline || hasAssets ? proposeAssets(form, values, listed, place) : [];
  return (
    <>
      {deadline && (
        <ParameterGroup label={words.bundleValues.deadline}>
          {farmParameters(fileValues).map((parameter) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              issues={farmValueIssues(parameter.name, values)}
            />
          ))}
        </ParameterGroup>
      )}
      {proposals.length > 0 && (
        <ParameterGroup label={words.bundleValues.assets}>
          <ul className="asset-proposals">
            {proposals.map((one) => (
              <li key={`${one.list} ${one.path}`}>
                <span className="mono cut" title={one.path}>
                  {one.path}
                </span>
                <span className="dim">{words.bundleValues.assetOf(one.list, one.parameter)}</span>
              </li>
            ))}
          </ul>
          <Button onClick={() => void addAssets(proposals)}>
            {words.bundleValues.addAssets(proposals.length)}
          </Button>
        </ParameterGroup>
      )}
      {unwritten > 0 && (
        <div className="parameters-save">
          <Button onClick={() => void saveValues()}>{words.bundleValues.save(unwritten)}</Button>
          <p className="side-help">{words.bundleValues.saveHelp}</p>
        </div>
      )}
    </>
  );
}
