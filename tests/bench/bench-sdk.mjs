// Sends the text of bench-send.c to as many recipients through the service's own SDK, in requests as
// large as the service takes them. Standard input is an object of `folder` (where the SDK is
// installed), `base`, `key`, `secret`, `appId`, `sender` and `count`; prints an object of `seconds`
// and of `memory`, the bytes by which the process grew at its peak.

import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';

const {folder, base, key, secret, appId, sender, count} = JSON.parse(readFileSync(0, 'utf8'));
const HOST = 'https://api.solapi.com/';
const AT_ONCE = 10_000;
const WARM_UP = 10;

// The SDK has its host built in. Nothing else is changed, and nothing leaves this machine.
const realFetch = globalThis.fetch;
globalThis.fetch = (url, options) =>
  realFetch(`${base}/${String(url).slice(HOST.length)}`, options);

const {SolapiMessageService} = createRequire(join(folder, 'package.json'))('solapi');
const service = new SolapiMessageService(key, secret);

// The same numbers as in bench-sender.c.
const newMessage = row =>
  ({to: `010${2000 + Math.floor(row / 5000)}${5000 + row % 5000}`, from: sender, text: '안녕하세요. 문자입니다.'});

async function send(total) {
  for (let start = 0; start < total; start += AT_ONCE) {
    const length = Math.min(AT_ONCE, total - start);
    const reply = await service.send(Array.from({length}, (_, row) => newMessage(start + row)),
                                     {appId});

    if (reply.groupInfo.count.registeredSuccess !== length)
      throw new Error(JSON.stringify(reply.groupInfo.count));
  }
}

await send(WARM_UP);
const before = process.memoryUsage().rss;
const start = performance.now();
await send(count);
console.log(JSON.stringify({seconds: (performance.now() - start) / 1000,
                            memory: process.resourceUsage().maxRSS * 1024 - before}));
