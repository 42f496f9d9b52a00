create table price (id int primary key, cents int not null);
insert into price select x - 1, 250 + 35 * x from system_range(1, 10);
create sequence payment_id;
create table payment (
  id bigint primary key,
  order_id bigint not null,
  status varchar(8) not null,
  cents int not null
);
create table ledger (
  payment_id bigint not null,
  account varchar(16) not null,
  cents int not null
);
create index ledger_of_payment on ledger (payment_id);
