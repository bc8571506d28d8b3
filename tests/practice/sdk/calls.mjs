// Uses the practice server through the service's own SDK, as a program that knows nothing of Munja.
// Standard input is an object of `folder` (where the SDK is installed), `base`, `key`, `secret`,
// `appId` and `sender`.

import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';

const {folder, base, key, secret, appId, sender} = JSON.parse(readFileSync(0, 'utf8'));
const HOST = 'https://api.solapi.com/';

// The SDK has its host built in. Nothing else is changed, and nothing leaves this machine.
const realFetch = globalThis.fetch;
globalThis.fetch = (url, options) => {
  assert.ok(String(url).startsWith(HOST), `asks for ${url}`);
  return realFetch(`${base}/${String(url).slice(HOST.length)}`, options);
};

const require = createRequire(join(folder, 'package.json'));
const solapi = require('solapi');
const {Schema} = require('effect');

const service = new solapi.SolapiMessageService(key, secret);
const text = {from: sender, text: '안녕하세요'};
const number = n => `0101234${String(n).padStart(4, '0')}`;

// Some replies have a schema that the SDK itself does not look at.
const accept = (schema, reply) =>
  Schema.decodeUnknownSync(schema, {onExcessProperty: 'preserve'})(reply);

const acceptGroup = group => accept(solapi.groupMessageResponseSchema, group);

async function newGroup(...numbers) {
  const groupId = await service.createGroup(false, appId, {made: 'here'});

  if (numbers.length > 0) {
    const added = await service.addMessagesToGroup(groupId, numbers.map(to => ({to, ...text})));

    // The documentation has a number here.
    accept(solapi.addMessageResponseSchema, {...added, errorCount: String(added.errorCount)});
    assert.deepEqual(added.resultList.map(result => result.to), numbers);
  }
  return groupId;
}

const recipients = page => Object.values(page.messageList).map(message => message.to).sort();

test('balance', async () => {
  const balance = await service.getBalance();

  assert.equal(typeof balance.balance, 'number');
  assert.equal(typeof balance.lowBalanceAlert.currentBalance, 'string');
});

test('statistics', async () => {
  const all = accept(solapi.getStatisticsResponseSchema, await service.getStatistics());
  const [newest] = all.monthPeriod[0].dayPeriod;
  const day = newest.date.replaceAll('/', '-');
  const one = accept(solapi.getStatisticsResponseSchema, await service.getStatistics(
    {startDate: `${day}T00:00:00+09:00`, endDate: `${day}T23:59:59+09:00`}));

  assert.ok(all.total.total > 500 && all.balance > 0, JSON.stringify(all.total));
  assert.equal(all.monthPeriod.reduce((sum, month) => sum + month.total.total, 0), all.total.total);
  assert.deepEqual(one.monthPeriod.flatMap(month => month.dayPeriod), [newest]);
  assert.deepEqual((await service.getStatistics({startDate: new Date(Date.now() + 86400000)}))
                     .monthPeriod, []);
});

test('whom not to send to', async () => {
  const blacks = accept(solapi.getBlacksResponseSchema, await service.getBlacks());
  const groups = accept(solapi.getBlockGroupsResponseSchema, await service.getBlockGroups());
  const numbers = accept(solapi.getBlockNumbersResponseSchema, await service.getBlockNumbers());

  assert.equal(blacks.blackList.length, 2);
  assert.equal((await service.getBlacks({senderNumber: sender})).blackList.length, 1);
  assert.deepEqual((await service.getBlacks({startDate: new Date()})).blackList, []);
  assert.deepEqual(groups.blockGroups.map(group => group.status), ['ACTIVE', 'INACTIVE']);
  assert.equal((await service.getBlockGroups({name: {like: '보내지'}})).blockGroups.length, 1);
  assert.equal((await service.getBlockGroups({useAll: true})).blockGroups.length, 1);
  assert.equal(numbers.blockNumbers.length, 2);
  assert.equal((await service.getBlockNumbers({memo: {like: '없음'}})).blockNumbers.length, 0);
});

test('a wrong secret', async () => {
  const other = new solapi.SolapiMessageService(key, 'another');

  await assert.rejects(other.getBalance(), error => error.errorCode === 'SignatureDoesNotMatch');
});

test('send to one', async () => {
  const reply = accept(solapi.detailGroupMessageResponseSchema,
                       await service.send({to: '010-1234-0001', ...text}, {appId}));

  assert.deepEqual(reply.failedMessageList, []);
  assert.equal(reply.groupInfo.status, 'SENDING');
  assert.equal(reply.groupInfo.app.appId, appId);
  assert.equal(reply.messageList, undefined);
});

test('send to many', async () => {
  const reply = accept(solapi.detailGroupMessageResponseSchema, await service.send(
    [{to: [number(11), number(12)], ...text},
     {to: number(13), from: sender, text: '가'.repeat(46), customFields: {row: '1'}},
     {to: number(11), ...text}],
    {showMessageList: true}));

  assert.deepEqual(reply.failedMessageList.map(message => [message.to, message.statusCode]),
                   [[number(11), '1026']]);
  assert.equal(reply.groupInfo.count.registeredSuccess, 3);
  assert.deepEqual(reply.messageList.filter(message => message.customFields.row === '1')
                     .map(message => message.statusCode), ['2000']);
});

test('send to nobody', async () => {
  await assert.rejects(service.send({to: number(1), from: '0200000000', text: 'a'}), error => {
    assert.ok(error instanceof solapi.MessageNotReceivedError || error.failedMessageList);
    assert.deepEqual(error.failedMessageList.map(message => message.statusCode), ['1062']);
    accept(Schema.Array(solapi.failedMessageSchema), error.failedMessageList);
    return true;
  });
});

test('send later', async () => {
  const reply = accept(solapi.detailGroupMessageResponseSchema, await service.send(
    {to: number(21), ...text}, {scheduledDate: new Date(Date.now() + 86400000)}));

  assert.equal(reply.groupInfo.status, 'SCHEDULED');
  acceptGroup(await service.removeReservationToGroup(reply.groupInfo.groupId));
});

test('a group from its beginning to its schedule', async () => {
  const groupId = await newGroup(number(31), number(32), number(33));
  const messages = await service.getGroupMessages(groupId);
  const [first] = Object.keys(messages.messageList);
  let group = await service.getGroup(groupId);

  assert.deepEqual(recipients(messages), [number(31), number(32), number(33)]);
  assert.deepEqual([group.status, group.count.registeredSuccess], ['PENDING', 3]);
  accept(solapi.removeGroupMessagesResponseSchema,
         await service.removeGroupMessages(groupId, [first]));
  assert.equal(recipients(await service.getGroupMessages(groupId, {limit: 1})).length, 1);

  group = acceptGroup(await service.reserveGroup(groupId, new Date(Date.now() + 3600000)));
  assert.equal(group.status, 'SCHEDULED');
  group = acceptGroup(await service.removeReservationToGroup(groupId));
  assert.equal(group.status, 'FAILED');
  assert.equal((await service.getGroup(groupId)).status, 'FAILED');
});

test('a group that is sent, and one that is deleted', async () => {
  const sent = await newGroup(number(41));
  const deleted = await newGroup();
  const group = acceptGroup(await service.sendGroup(sent));

  assert.equal(group.status, 'SENDING');
  assert.equal(typeof group.price['82'].sms, 'number');
  assert.equal(acceptGroup(await service.removeGroup(deleted)).status, 'DELETED');
  await assert.rejects(service.sendGroup(sent), error => error.errorCode === 'GroupInProcessing');
});

test('what becomes of messages', async () => {
  const groupId = await newGroup('01012340001', '01012345678');

  await service.sendGroup(groupId);
  for (let i = 0; i < 100 && (await service.getGroup(groupId)).status !== 'COMPLETE'; i++)
    await new Promise(resolve => setTimeout(resolve, 100));

  const group = acceptGroup(await service.getGroup(groupId));
  const messages = accept(solapi.getMessagesResponseSchema, await service.getGroupMessages(groupId));

  assert.deepEqual([group.count.sentSuccess, group.count.sentFailed, group.count.refund], [1, 1, 1]);
  assert.ok(group.dateCompleted && group.balance.refund > 0 && group.isRefunded);
  assert.deepEqual(Object.values(messages.messageList).map(message => message.statusCode).sort(),
                   ['3032', '4000']);
});

test('the list of groups', async () => {
  const groupId = await newGroup(number(51));
  const day = 86400000;
  const ids = async query => Object.keys((await service.getGroups(query)).groupList);

  assert.deepEqual(await ids({groupId}), [groupId]);
  assert.ok((await ids()).includes(groupId));
  assert.deepEqual(await ids({startDate: new Date(Date.now() + day)}), []);
  assert.deepEqual(await ids({endDate: new Date(Date.now() - day)}), []);
  assert.deepEqual(await ids({startDate: new Date(Date.now() - day), limit: 1}), [groupId]);

  const page = await service.getGroups({limit: 1});

  assert.equal((await ids({limit: 1, startKey: page.nextKey})).length, 1);
});

test('the list of messages by every filter', async () => {
  const groupId = await newGroup(number(61), number(62));
  const list = query => service.getMessages({groupId, ...query});
  const all = Object.values((await list({})).messageList);
  const [one, other] = all.map(message => message.messageId);
  const now = new Date();
  const day = 86400000;

  assert.equal(all.length, 2);
  for (const [query, count] of [
    [{messageId: one}, 1], [{messageIds: [one, other]}, 2], [{messageIds: [one]}, 1],
    [{to: number(61)}, 1], [{to: '01099999999'}, 0], [{from: sender}, 2], [{from: '0299999999'}, 0],
    [{type: 'SMS'}, 2], [{type: 'LMS'}, 0], [{statusCode: '2000'}, 2], [{statusCode: '4000'}, 0],
    [{limit: 1}, 1], [{startKey: other}, 1],
    [{startDate: new Date(now - day), endDate: new Date(+now + day)}, 2],
    [{startDate: new Date(+now + day)}, 0], [{endDate: new Date(now - day)}, 0],
    [{dateType: 'UPDATED', startDate: new Date(now - day)}, 2],
    [{dateType: 'CREATED', endDate: '2020-01-01'}, 0],
  ])
    assert.equal(recipients(await list(query)).length, count, JSON.stringify(query));

  const page = await list({limit: 1});

  assert.deepEqual(Object.keys((await list({limit: 1, startKey: page.nextKey})).messageList),
                   [page.nextKey]);
});

test('a picture', async () => {
  const place = mkdtempSync(join(tmpdir(), 'munja-sdk-'));
  const path = join(place, 'picture.jpg');

  // A JPEG of 64 by 48 pixels that ends before its first pixel.
  writeFileSync(path, Buffer.from('ffd8ffc0000b080030004001011100ffdaffd9', 'hex'));
  try {
    const file = accept(solapi.fileUploadResponseSchema,
                        await service.uploadFile(path, 'MMS', 'picture.jpg'));
    const reply = await service.send({to: number(71), ...text, imageId: file.fileId});
    const {messageList} = await service.getMessages({groupId: reply.groupInfo.groupId});

    assert.deepEqual(Object.values(messageList).map(message => [message.type, message.imageId]),
                     [['MMS', file.fileId]]);
  } finally {
    rmSync(place, {recursive: true});
  }
});
