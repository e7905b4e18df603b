import type { EarnPreview, PreviewRequest, ProfileAnswers, ProfileLater, Redemption, ReferralClaim, Voucher } from '@rapport/protocol';
import { INVALID, pageOf, Refusal, sent, type Routes } from './asked.ts';
import type { Member } from './member.ts';

/** Days until earned points can be spent, in ms. */
const PENDING_MS = 14 * 86_400_000;

/** Codes of vouchers, in the order in which they are given. */
const CODES = ['N7TX-20QA-VR5K-9HEJ', 'H3WD-61FC-XA8M-2RPT', 'B9KE-47ZN-CJ5S-0VGQ', 'M2PY-83RT-DW6H-7XKA'];

/** What points are, what they are given for and what brings them. */
export const pointsOf = (member: Member): Routes => ({
  'GET /v1/me/points': () => member.points,
  'GET /v1/me/statement': (asked) => {
    const { part, next } = pageOf(member.rows, asked, ({ seq }) => String(seq));
    return { rows: part, next };
  },
  'POST /v1/me/preview': (asked) => {
    const { lines = [], discountMinor = 0 } = sent<PreviewRequest>(asked);
    if (!lines.length) return INVALID;
    const { pointsPerUnit } = member.config;
    const all = lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
    const share = all > 0 ? Math.max(0, all - discountMinor) / all : 0;
    const each = lines.map(({ productId, totalMinor }) => ({
      ...{ productId, factor: 1, multipliers: [] },
      points: Math.floor((totalMinor * share * pointsPerUnit) / 100),
    }));
    const points = each.reduce((sum, line) => sum + line.points, 0);
    return { points, lines: each, bonuses: [], pointsPerUnit, maturesAtMs: Date.now() + PENDING_MS } satisfies EarnPreview;
  },
  'POST /v1/me/redemptions': (asked) => {
    const reward = member.view.rewards.find(({ id }) => id === sent<Redemption>(asked).rewardId);
    if (!reward) return new Refusal(404, 'unknown-reward');
    if (reward.stock === 0) return new Refusal(409, 'out-of-stock');
    if (reward.costPoints > member.view.points.available) return new Refusal(409, 'not-enough-points');
    const { kind, valueMinor, percent, minimumMinor, id: rewardId } = reward;
    const { vouchers } = member.view;
    const voucher: Voucher = {
      ...{ kind, valueMinor, percent, minimumMinor, rewardId, state: 'ready', madeAtMs: Date.now(), usedAtMs: null },
      code: CODES.find((code) => !vouchers.some((one) => one.code === code)) ?? member.newName(),
    };
    member.move('spend', 'redemption', reward.costPoints);
    member.change({ vouchers: [voucher, ...vouchers] });
    return { voucher };
  },
  'POST /v1/me/vouchers/{id}/cancel': ({ id }) => {
    const { vouchers, rewards } = member.view;
    const voucher = vouchers.find(({ code }) => code === id);
    if (!voucher) return new Refusal(404, 'unknown-voucher');
    if (voucher.state === 'used') return new Refusal(409, 'voucher-used');
    if (voucher.state === 'cancelled') return member.view;
    member.move('give-back', 'cancelled', rewards.find((reward) => reward.id === voucher.rewardId)?.costPoints ?? 0);
    return member.change({ vouchers: vouchers.map((one) => (one === voucher ? { ...one, state: 'cancelled' } : one)) });
  },
  'GET /v1/me/referral': () => member.referral,
  'POST /v1/me/referral': (asked) => {
    const bare = (code = ''): string => code.replace(/[\s-]/g, '').toUpperCase();
    // Whoever has bought already is nobody's new friend.
    const isOwn = bare(sent<ReferralClaim>(asked).code) === bare(member.referral.code ?? '');
    return new Refusal(409, isOwn ? 'own-referral' : 'not-new');
  },
  'GET /v1/me/profile': () => {
    const open = member.questions.find(({ id }) => !member.told.some((one) => one.id === id));
    const question = open && !member.isLeftAlone ? { ...open, points: member.paid.includes(open.id) ? 0 : open.points } : null;
    return { question, answers: member.told };
  },
  'POST /v1/me/profile': (asked) => {
    for (const [id, value] of Object.entries(sent<ProfileAnswers>(asked).answers ?? {})) {
      const question = member.questions.find((one) => one.id === id);
      if (!question) return INVALID;
      const others = member.told.filter((one) => one.id !== id);
      member.told = value === null ? others : [{ id, label: question.label, value, atMs: Date.now() }, ...others];
      if (value === null || member.paid.includes(id)) continue;
      member.paid = [...member.paid, id];
      member.move('earn', 'profile', question.points);
    }
    return { profile: Object.fromEntries(member.told.map(({ id, value }) => [id, value])), view: member.view };
  },
  'POST /v1/me/profile/later': (asked) => {
    if (!member.questions.some(({ id }) => id === sent<ProfileLater>(asked).field)) return INVALID;
    member.isLeftAlone = true;
    return null;
  },
});
