import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { itemOf } from './earning-editor.ts';
import { selectField, textField } from './field.ts';
import type { RewardDraft } from './programme-draft.ts';
import { titleFields } from './title-fields.ts';

/** How a reward's form looks. */
export const rewardStyles = css`
  .reward {
    display: grid;
    gap: 16px;
  }

  .reward .away {
    margin-left: -8px;
  }

  .reward .pair {
    grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
  }
`;

interface RewardForm {
  readonly reward: RewardDraft;
  /** Its heading and what it costs, as they stand where it is folded. */
  readonly title: string;
  readonly says: string;
  /** Whether it was added just now. */
  readonly isNew: boolean;
  readonly locales: readonly string[];
  readonly currency: string;
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (change: Partial<RewardDraft>) => void;
  readonly onRemove: () => void;
  /** Where its codes are brought, once it is saved as one that takes them. */
  readonly pool?: TemplateResult | typeof nothing;
}

/** One reward as a group of fields. */
export function rewardEditor(form: RewardForm): TemplateResult {
  const { reward, locales, currency, wrong, onChange, pool = nothing } = form;
  const number = (name: 'cost' | 'value' | 'percent' | 'minimum' | 'stock' | 'perShopper', label: string, hint?: string) =>
    textField({
      name: `${name}-${reward.id}`,
      label,
      hint,
      value: reward[name],
      inputmode: 'decimal',
      wrong: wrong.has(`${name}-${reward.id}`) ? wrongNumber(name) : undefined,
      onInput: (value) => onChange({ [name]: value }),
    });
  return itemOf(
    form,
    html`${titleFields({
        id: reward.id,
        title: reward.title,
        locales,
        wrong: wrong.has(`title-${reward.id}`) ? msg('A reward needs a name in one language at least.') : undefined,
        onChange: (title) => onChange({ title }),
      })}
      <div class="pair">
        ${selectField({
          name: `kind-${reward.id}`,
          label: msg('Kind'),
          value: reward.kind,
          options: [
            ['amount', msg('Money off')],
            ['percent', msg('Percent off')],
            ['free-shipping', msg('Free shipping')],
            ['gift', msg('A product as a gift')],
            ['early-access', msg('Early access')],
            ['custom', msg('Something of your own')],
          ],
          onChange: (kind) => onChange({ kind: kind as RewardDraft['kind'] }),
        })}
        ${reward.kind === 'amount' ? number('value', msg(str`Worth, in ${currency}`)) : nothing}
        ${reward.kind === 'percent' ? number('percent', msg('Percent')) : nothing} ${number('cost', msg('Costs, in points'))}
      </div>
      <div class="pair">
        ${number('minimum', msg(str`Smallest order, in ${currency}`), msg('Empty: any order.'))}
        ${number('stock', msg('How many in all'), msg('Empty: no limit.'))}
        ${number('perShopper', msg('How many a shopper'), msg('Empty: no limit.'))}
      </div>
      <div class="pair">
        ${selectField({
          name: `codes-${reward.id}`,
          label: msg('Its codes'),
          value: reward.codes,
          options: [
            ['generated', msg('Are made here')],
            ['pool', msg('Are brought by you')],
          ],
          onChange: (codes) => onChange({ codes: codes as RewardDraft['codes'] }),
        })}
        ${
          reward.kind === 'gift'
            ? textField({
                name: `product-${reward.id}`,
                label: msg('Id of the product'),
                value: reward.product,
                maxlength: 128,
                wrong: wrong.has(`product-${reward.id}`) ? msg('Which product?') : undefined,
                onInput: (product) => onChange({ product }),
              })
            : nothing
        }
      </div>
      ${pool}`,
  );
}

function wrongNumber(name: string): string {
  if (name === 'percent') return msg('A whole number from 1 to 100.');
  return name === 'value' || name === 'minimum' ? msg('An amount, as in 5 or 5.00.') : msg('A whole number, as in 300.');
}
