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

        This page is about what the application learns. Every event is written in the transaction of its effect, so there is no event for
        what did not happen, and none is missing for what did. There are three ways to get the same events under the same ids: ask for the
        next page or wait for it, read a stream (both on this page), or have the gateway send [webhooks](webhooks.md).

        Each event has `seq` (its number among those of its organisation, from 1 without gaps), `id`, `organization`, `at`, `type`,
        `subject` (whose id it is stands below), `directory` (whose request it was, or null), `request` (the id of the request that caused
        it) and `data`.

        `data` is the state **after** the event, never the one before; an application that keeps it by `subject` has what the gateway
        has. Earlier values stand in fields of their own: `previousRole`, `previousEmail`, and `previous` of settings. A person who is no longer a member has
        `"status": "removed"`, `"role": null` and `"seat": false`. `reason` says why: the word of a rule (an exclusion, `deleted`,
        `inactive`, `activation_undone`, `recovery_ended`, ...), or else `identity_provider` (what a directory sent), `by_hand` (an
        administrator), `rules` (a change of rules or of another person), `seat_available`, `address_available`, `approved`, and of credentials
        `expires_soon` and `expired`.

        A member whom a directory manages also has the names that the identity provider uses: `userId`, `userName`, `externalId`
        and `groups`, as they are at this moment. When only `userName` or `externalId` of the member changes, there is a `member.updated`
        for that. A change of `groups` alone causes none: groups have events of their own, and an application that keeps `added` and
        `removed` of `group.members_changed` has the members of each group, until `group.deleted`. However many come or go at once, one event names
        at most a hundred, and fewer where the ids that were sent are long; the others follow in further events of the same `request`, each
        complete by itself, so that no event of a group of 100,000 has more than some 5,000 characters.

        **Attributes**: the operator chooses which attributes of the identity providers' users the application is told, by the setting
        [`members.shared-attributes`](settings.md): paths of the core and enterprise schemas, and of any other with its URN in front.

            members.shared-attributes=title,department,emails[type eq "work"].value,urn:example:hr:2.0:User:costCenter

        They stand in `attributes` under exactly these paths, in each event of a member who has a record and in `GET .../members`, as the identity
        provider sent them: a text, a number or an object; a list for a multi-valued attribute; and for a path with brackets the one value that it
        means, the primary one before others. An attribute that the user does not have is absent. An attribute of more than 2,000 bytes of JSON is left out and named in
        `attributesOmitted`. When one changes, `member.updated` names it in `changed` as `attributes.PATH`, at once, also while the directory is
        paused. An attribute that is not chosen never stands in an event. Passwords, and attributes whose name says that they are secret, cannot
        be chosen; only a directory's own schema says which of its attributes are never returned, so do not choose those. After the setting has
        changed, events have the new attributes as members change: take a new snapshot to have those of all members. Events are
        [kept for good](adr/0091-what-is-kept.md), and so are the attributes in them: choose what the application needs, and no more.

        Each change that an administrator can make is an event too, except for who may use the API (tokens, sign-in links, sessions),
        where events are sent (webhooks, receivers of Security Event Tokens), and which roles there are, because they belong to no
        organisation. These changes stand in the [audit](audit.md).

        Fields may be added to events, and types to the list below: ignore what you do not know. The shape of each type is a JSON Schema
        (2020-12) at `GET /api/v1/events/schemas/TYPE`, and all of them at `GET /api/v1/events/schemas`; neither needs a token.

        ## Read them

        After `./rollcall up`, the examples run as they stand:

            API=http://127.0.0.1:8080/api/v1
            TOKEN=$(jq -r .adminToken .rollcall/state.json)
            api() { curl -s -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" "$@"; }

        A page, and where to go on:

            api "$API/organizations/demo/events?limit=2"
            {"items": [{"seq": 1, ...}, {"seq": 2, ...}], "next": "2", "cursor": "2"}
            api "$API/organizations/demo/events?cursor=2"

        `next` is null on the last page, as in every list. `cursor` is there on every page, the last one included: store it together with
        what you derive from the events, in one transaction, and ask with it again after a restart. It is all that you need to remember. A cursor
        behind the last event is refused with 400: the database was restored from a backup, so take a new snapshot.

        `type=member.added,member.removed` gives only these, `type=member.*` all that begin so. `cursor` then also moves past the
        events that were left out.

        **Wait**: with `wait=30` the response for a page that would be empty comes as soon as something happens, or after 30 seconds.

            CURSOR=$(api "$API/organizations/demo/events?limit=1000" | jq -r .cursor)
            api -X POST $API/organizations/demo/members -d '{"email": "eve@demo.example"}' > /dev/null
            api "$API/organizations/demo/events?wait=30&cursor=$CURSOR" | jq '.items[].type'

        **Stream**: with `Accept: text/event-stream` the connection stays open, and every event comes as it happens (server-sent events; `id`
        is the cursor). A client that comes back says with `Last-Event-ID` what it has received, as browsers do by themselves. A stream
        ends after 15 minutes, and when the gateway stops.

            curl -sN --max-time 3 -H "Authorization: Bearer $TOKEN" -H "Accept: text/event-stream" \\
                "$API/organizations/demo/events?cursor=0"

        **All organisations**, for the operator: `GET /api/v1/events` is one list, in one order that never changes. Its cursor is `position`.
        An event never appears before one that was read already, however late its transaction commits, and the events of each organisation
        stand in the order of their `seq`. `organization=ID` gives those of one organisation. From the command line:

            ./rollcall events --follow
            ./rollcall events --all --follow --type 'member.*'

        ## Begin without a gap

        Read the pages of `GET .../members`, keep `eventsCursor` of the first one, then read the events behind it. An event whose effect a
        page has shown already comes again and changes nothing, because each carries the whole state.

            api "$API/organizations/demo/members?limit=1000" | jq '.eventsCursor, (.items | length)'

        [examples/FollowMembers.java](examples/FollowMembers.java) is a small application that does all of this, through restarts of its own
        and of the gateway; a test compiles it, runs it and kills it.

            java -cp gateway/server/target/rollcall.jar docs/examples/FollowMembers.java http://127.0.0.1:8080 "$TOKEN" demo members.json

        [examples/follow-members.sh](examples/follow-members.sh) does the same with curl; the same test runs it, kills it and starts it again.

            docs/examples/follow-members.sh http://127.0.0.1:8080 "$TOKEN" demo members.json

        ## When the application knows

        Each time that a directory takes access from a member (`member.suspended`, `member.removed`), a clock runs from the identity provider's request until the
        application acknowledges the event. It does so by what it does anyway: an endpoint responds to a [webhook](webhooks.md) with 2xx, a receiver takes or
        acknowledges a [Security Event Token](security-events.md), or a reader with a token of the operator asks a feed for what comes after the event. A stream
        acknowledges when it is resumed with `Last-Event-ID`. Reading in the console acknowledges nothing, nor does a request with `peek=true`, which
        `./rollcall events` sends.

            ./rollcall member receipts ada@demo.example

        `GET .../organizations/ORG/members/MEMBER/receipts` lists these receipts, the latest first, also for a member who is gone: `requestedAt`, `effectiveAt`,
        `acknowledgedAt` and `millis` of the first acknowledgement, and all `acknowledgements` with their `way` and `endpoint`. They are kept for
        `receipt.days` days (90). The metric `rollcall_deprovision_seconds` has the time from request to first acknowledgement.

        An event that is not acknowledged within `receipt.alarm` seconds (240) is reported, once for each person: in the log, in
        `rollcall_deprovision_late_total`, and by mail to the `contact` of the endpoints of the organisation and of the operator. Where there is no endpoint,
        and no reader has come for seven days, Rollcall expects no acknowledgement and reports nothing.

        ## Do not drop an event by a cache

        Events come at least once: take each `id` once, or take the state whenever `seq` is greater than the one that you have of this
        organisation. Let only what is stored beside the state decide that. Never let a cached result, such as "this member is
        gone", decide that an event is not for you.

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
