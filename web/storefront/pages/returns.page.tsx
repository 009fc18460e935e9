import * as policy from '../../../functions/after-sales/show-return-policy.ts';
import { page } from '../page.ts';

/** By which terms goods are taken back: now, or at the moment of a purchase that the order names. */
export default page({
  path: '/returns',
  shows: { policy },
  cache: 60,
  head: (_, { w, query }) => ({ title: w.returnPolicy.title, description: w.returnPolicy.lead, hidden: 'at' in query }),
}, ({ policy }, { w, locale, query }) => {
  const { categories, answerHours, sendDays, inspectHours, disputeDays } = policy;
  const terms = [
    ...categories.map((one) => ({ ...one, name: one.names.join(' / ') })),
    { ...policy, name: categories.length > 0 ? w.returnPolicy.others : w.returnPolicy.all },
  ];
  return (
    <article class="prose">
      <p>
        <a class="way" href={`/${locale}/help/returns`}>{w.help.returns.title}</a>
      </p>
      <h1>{w.returnPolicy.title}</h1>
      <p>{query['at'] ? w.returnPolicy.then : w.returnPolicy.lead}</p>
      <dl class="facts">
        {terms.map(({ name, days, wayBack, condition, procedure }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {w.returnPolicy.within(days)}
              {days > 0 && (
                <>
                  <br />
                  {w.returnPolicy.wayBack[wayBack]}
                  <br />
                  {condition}
                  {procedure && (
                    <>
                      <br />
                      {procedure}
                    </>
                  )}
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <h2>{w.returnPolicy.how}</h2>
      <ol>
        <li>{w.returnPolicy.ask}</li>
        <li>{w.returnPolicy.answer(answerHours)}</li>
        <li>{w.returnPolicy.send(sendDays)}</li>
        <li>{w.returnPolicy.inspect(inspectHours)}</li>
        <li>{w.returnPolicy.dispute(disputeDays)}</li>
      </ol>
      <p class="fine">{w.returnPolicy.version(policy.version)}</p>
    </article>
  );
});
