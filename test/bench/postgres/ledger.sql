-- The same facts as a slice keeps of an order and of a redemption, one transaction each, in one round trip: as fast as PostgreSQL can be asked to do it.
CREATE TABLE account (shopper int PRIMARY KEY, available bigint NOT NULL CHECK (available >= 0), version int NOT NULL);
CREATE TABLE shop_order (shopper int NOT NULL, id text NOT NULL, status text NOT NULL, total_minor bigint NOT NULL, detail jsonb NOT NULL, PRIMARY KEY (shopper, id));
CREATE TABLE claim (kind text NOT NULL, key text NOT NULL, shopper int NOT NULL, PRIMARY KEY (kind, key));
CREATE TABLE ledger (
  shopper int NOT NULL, seq int NOT NULL, key text NOT NULL, kind text NOT NULL, from_account text NOT NULL, to_account text NOT NULL,
  points bigint NOT NULL CHECK (points > 0), order_id text, reason text NOT NULL, at_ms bigint NOT NULL,
  PRIMARY KEY (shopper, seq), UNIQUE (shopper, key)
);
CREATE TABLE event (shopper int NOT NULL, id text NOT NULL, name text NOT NULL, at_ms bigint NOT NULL, detail jsonb NOT NULL, PRIMARY KEY (shopper, id));
CREATE TABLE command (shopper int NOT NULL, id text NOT NULL, answer text NOT NULL, PRIMARY KEY (shopper, id));
CREATE TABLE voucher (shopper int NOT NULL, code text NOT NULL, reward text NOT NULL, state text NOT NULL, made_at_ms bigint NOT NULL, PRIMARY KEY (shopper, code));

CREATE FUNCTION earn(who int, order_id text, earned bigint, detail jsonb, at_ms bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE row account; BEGIN
  SELECT * INTO row FROM account WHERE shopper = who FOR UPDATE;
  INSERT INTO claim VALUES ('order', order_id, who);
  INSERT INTO shop_order VALUES (who, order_id, 'paid', earned * 100, detail);
  INSERT INTO ledger VALUES (who, row.version + 1, 'order:' || order_id || '#0', 'earn', 'issued', 'available', earned, order_id, 'order', at_ms);
  INSERT INTO event VALUES (who, order_id, 'order_paid', at_ms, detail);
  UPDATE account SET available = available + earned, version = version + 1 WHERE shopper = who;
  RETURN row.available + earned;
END $$;

CREATE FUNCTION redeem(who int, command_id text, code text, cost bigint, at_ms bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE row account; BEGIN
  SELECT * INTO row FROM account WHERE shopper = who FOR UPDATE;
  IF row.available < cost THEN RAISE EXCEPTION 'not enough points'; END IF;
  INSERT INTO claim VALUES ('voucher', code, who);
  INSERT INTO ledger VALUES (who, row.version + 1, 'redeem:' || command_id || '#0', 'spend', 'available', 'spent', cost, NULL, 'reward', at_ms);
  INSERT INTO voucher VALUES (who, code, 'five', 'ready', at_ms);
  INSERT INTO command VALUES (who, command_id, code);
  INSERT INTO event VALUES (who, command_id, 'reward_redeemed', at_ms, '{}');
  UPDATE account SET available = available - cost, version = version + 1 WHERE shopper = who;
  RETURN row.available - cost;
END $$;
