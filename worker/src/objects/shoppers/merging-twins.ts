/**
 * What two rows of two people have in common when they stand for the same thing, by table, beside the whole key: where somebody has such a row already, the other's
 * stays away.
 */
export const TWINS: Readonly<Record<string, string>> = {
  event: 'id',
  watch: 'same_as',
  told: 'subject',
  voucher: 'code',
  command: 'id',
  shop_order: 'id',
  exposure: 'id',
  hidden_product: 'product',
  follow_idea: 'id',
  follow_declined: 'id',
  preference: 'shopper',
  device: 'id',
  stage_history: 'at_ms',
  profile_answer: 'field',
  profile_put_off: 'field',
  promise: 'offer',
  declined: 'offer',
  claim: 'id',
  judged_order: 'order_id',
  points_warned: 'mark',
  points_note: 'key',
  answer: 'question',
  funnel_round: 'shopper',
  service_case: 'id',
  reminder_off: 'subject',
};
