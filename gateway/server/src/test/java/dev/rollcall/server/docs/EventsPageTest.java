package dev.rollcall.server.docs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.EventType.Subject;
import dev.rollcall.delivery.feed.EventSchemas;
import dev.rollcall.testkit.golden.GoldenFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class EventsPageTest {

    private static final String BEFORE = """
        # Events

        What the application learns: every effect is told in the transaction of the effect, so nothing is told that did not happen and
        nothing that happened is left out. There are three ways to hear of it, of the same events under the same ids: asking for the
        next page, waiting for it or reading a stream (this page), and [webhooks](webhooks.md), which the gateway sends.

        Each event has `seq` (its number among those of its organisation, from 1 without gaps), `id`, `organization`, `at`, `type`,
        `subject` (whose id is told below), `directory` (whose request it was, or null), `request` (the id of the request that caused
        it) and `data`.

        `data` is the state **after** the event, never the one before; an application that keeps it by `subject` has what the gateway
        has. What was before stands in fields of their own: `previousRole`, `previousEmail`, and `previous` of settings. A person who is no longer a member has
        `"status": "removed"`, `"role": null` and `"seat": false`. `reason` says why: the word of a rule (an exclusion, `deleted`,
        `inactive`, `activation_undone`, `recovery_ended`, ...), or else `identity_provider` (what a directory sent), `by_hand` (an
        administrator), `rules` (a change of rules or of another person), `seat_available`, `address_available`, `approved`, and of credentials
        `expires_soon` and `expired`.

        Whom a directory manages is also told by the names that the identity provider has for them: `userId`, `userName`, `externalId`
        and `groups`, as they are at this moment. When `userName` or `externalId` changes and nothing else about the member does, that is a
        `member.updated` of its own. A change of `groups` alone is none: groups have events of their own, and an application that keeps `added` and
        `removed` of `group.members_changed` has the members of each group, until `group.deleted`. However many come or go at once, one event names
        a hundred at most, and fewer where what was sent as their ids is long; the others follow in further events of the same `request`, each
        complete by itself, so that no event of a group of 100,000 has more than some 5,000 characters.

        **Attributes**: the operator chooses which attributes of the identity providers' users the application is told, by the setting
        [`members.shared-attributes`](settings.md): paths of the core and enterprise schemas, and of any other with its URN in front.

            members.shared-attributes=title,department,emails[type eq "work"].value,urn:example:hr:2.0:User:costCenter

        They stand in `attributes` under these very texts, in each event of a member who has a record and in `GET .../members`, as the identity
        provider sent them: a text, a number, an object; a list of what may have many values; and with brackets the one value that they mean, the
        primary one before others. What a user does not have is absent. An attribute of more than 2,000 bytes of JSON is left out and named in
        `attributesOmitted`. When one changes, `member.updated` names it in `changed` as `attributes.PATH`, at once, also while the directory is
        paused. What is not chosen never stands in an event. Passwords, and what is secret by its name, cannot be chosen; an attribute that a
        directory's own schema never returns is known by that schema alone, so do not name it. After the setting has changed, members are told
        with the new attributes as they change: take a new snapshot to have those of all. Events are [kept for good](adr/0091-what-is-kept.md),
        and so is what they have told: choose what the application needs, and no more.

        Each change that an administrator can make is an event too, except for who may use the API (tokens, sign-in links, sessions),
        where events are sent (webhooks, receivers of Security Event Tokens), and the roles that there are, which belong to no
        organisation. These stand in the [audit](audit.md).

        Fields may be added to events, and types to the list below: ignore what you do not know. The shape of each type is a JSON Schema
        (2020-12) at `GET /api/v1/events/schemas/TYPE`, and all of them at `GET /api/v1/events/schemas`; neither needs a token.

        ## Read them

        The examples run as they stand after `./rollcall up`:

            API=http://127.0.0.1:8080/api/v1
            TOKEN=$(jq -r .adminToken .rollcall/state.json)
            api() { curl -s -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" "$@"; }

        A page, and where to go on:

            api "$API/organizations/demo/events?limit=2"
            {"items": [{"seq": 1, ...}, {"seq": 2, ...}], "next": "2", "cursor": "2"}
            api "$API/organizations/demo/events?cursor=2"

        `next` is null on the last page, as in every list. `cursor` is there on every page, the last one included: keep it with what you
        have made of the events, in one transaction, and ask with it again after a restart. It is the only thing to remember. A cursor
        behind the last event is refused with 400: the database was restored from a backup, so take a new snapshot.

        `type=member.added,member.removed` gives only these, `type=member.*` all that begin so. `cursor` then also moves past what was
        not wanted.

        **Wait**: with `wait=30` a page that would be empty is answered as soon as something happens, or after 30 seconds.

            CURSOR=$(api "$API/organizations/demo/events?limit=1000" | jq -r .cursor)
            api -X POST $API/organizations/demo/members -d '{"email": "eve@demo.example"}' > /dev/null
            api "$API/organizations/demo/events?wait=30&cursor=$CURSOR" | jq '.items[].type'

        **Stream**: with `Accept: text/event-stream` the connection stays, and every event comes as it happens (server-sent events; `id`
        is the cursor). A client that comes back says with `Last-Event-ID` what it has received, as browsers do by themselves. A stream
        ends after 15 minutes, and when the gateway stops.

            curl -sN --max-time 3 -H "Authorization: Bearer $TOKEN" -H "Accept: text/event-stream" \\
                "$API/organizations/demo/events?cursor=0"

        **All organisations**, for the operator: `GET /api/v1/events` is one list, in one order that never changes. Its cursor is `position`.
        An event never appears before one that was read already, however late its transaction commits, and the events of each organisation
        stand in the order of their `seq`. `organization=ID` gives those of one. From the command line:

            ./rollcall events --follow
            ./rollcall events --all --follow --type 'member.*'

        ## Begin without a gap

        Read the pages of `GET .../members`, keep `eventsCursor` of the first one, then read the events behind it. An event that a page
        has shown already is told again and changes nothing, because each carries the whole state.

            api "$API/organizations/demo/members?limit=1000" | jq '.eventsCursor, (.items | length)'

        [examples/FollowMembers.java](examples/FollowMembers.java) is a small application that does all of this, through restarts of its own
        and of the gateway; a test compiles it, runs it and kills it.

            java -cp gateway/server/target/rollcall.jar docs/examples/FollowMembers.java http://127.0.0.1:8080 "$TOKEN" demo members.json

        [examples/follow-members.sh](examples/follow-members.sh) is the same walk in curl; it is run, killed and started again by the same test.

            docs/examples/follow-members.sh http://127.0.0.1:8080 "$TOKEN" demo members.json

        ## When the application knows

        Each time that a directory takes access from a member (`member.suspended`, `member.removed`), a clock runs from the identity provider's request until the
        application acknowledges the event. It acknowledges by what it does anyway: an endpoint answers a [webhook](webhooks.md) with 2xx, a receiver takes or
        acknowledges a [Security Event Token](security-events.md), or a reader with a token of the operator asks a feed for what is behind the event. A stream
        acknowledges when it is taken up again with `Last-Event-ID`. What an administrator reads in the console acknowledges nothing, nor does a request with
        `peek=true`, which `./rollcall events` sends.

            ./rollcall member receipts ada@demo.example

        `GET .../organizations/ORG/members/MEMBER/receipts` has them, the latest first, also of a member who is gone: `requestedAt`, `effectiveAt`, `acknowledgedAt` and
        `millis` of the first acknowledgement, and all `acknowledgements` with their `way` and `endpoint`. They are kept for `receipt.days` days (90). The metric
        `rollcall_deprovision_seconds` has the time from request to first acknowledgement.

        What is not acknowledged `receipt.alarm` seconds (240) after the event is told, once for each person: in the log, in `rollcall_deprovision_late_total`, and by
        mail to the `contact` of the endpoints of the organisation and of the operator. Where there is no endpoint, and no reader has come for seven days, nobody is
        waited for and nothing is told.

        ## Do not drop an event by a cache

        Events come at least once: take each `id` once, or take the state whenever `seq` is greater than the one that you have of this
        organisation. Let only what is stored beside the state decide that. A cached answer, such as "this member is gone", must never be
        what decides that an event is not for you.

        ## Types

        | `type` | What has happened | `subject` |
        | --- | --- | --- |
        """;

    @Test
    void thePageOfEventsHasEveryType() {
        StringBuilder page = new StringBuilder(BEFORE);
        for (EventType type : EventType.values()) {
            page.append("| `%s` | %s | %s |%n"
                    .formatted(type.word(), type.meaning(), type.subject().words()));
        }
        page.append("\n## What is in `data`\n");
        for (Subject subject : Subject.values()) {
            fields(page, subject);
        }
        GoldenFile.verify(Path.of("..", "..", "docs", "events.md"), page.toString());
    }

    private static void fields(StringBuilder page, Subject subject) {
        List<EventType> types = Stream.of(EventType.values())
                .filter(type -> type.subject() == subject)
                .toList();
        JsonNode data = EventSchemas.of(types.get(0)).at("/properties/data");
        List<String> always = new ArrayList<>();
        data.path("required").forEach(name -> always.add(name.asText()));
        page.append("\nOf ")
                .append(types.stream().map(type -> "`" + type.word() + "`").collect(Collectors.joining(", ")))
                .append(":\n\n| field | type | |\n| --- | --- | --- |\n");
        for (Map.Entry<String, JsonNode> field : data.path("properties").properties()) {
            page.append("| `%s`%s | %s | %s |%n"
                    .formatted(
                            field.getKey(),
                            always.contains(field.getKey()) ? "" : " (may be absent)",
                            words(field.getValue()),
                            field.getValue().path("description").asText("")));
        }
    }

    private static String words(JsonNode schema) {
        if (schema.has("enum")) {
            return StreamSupport.stream(schema.path("enum").spliterator(), false)
                    .map(word -> "`" + word.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        JsonNode type = schema.path("type");
        String words = type.isArray() ? type.path(0).asText() + " or null" : type.asText();
        return schema.has("format") ? words + " (" + schema.path("format").asText() + ")" : words;
    }
}
