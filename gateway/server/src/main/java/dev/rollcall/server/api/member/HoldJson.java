package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.read.member.HoldList.ListedHold;
import dev.rollcall.core.read.member.HoldQueries.ShownHold;
import dev.rollcall.server.api.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes a hold as JSON, with a sentence that says what is held and, while it is in force, others that say what ends it and what
 * approving or rejecting it would do now. A single person of a hold is written in the same form.
 */
final class HoldJson {

    private HoldJson() {}

    /** A hold, with how many people it holds. What is about a person is null when it holds several. */
    static ObjectNode of(ListedHold listed) {
        ShownHold only = listed.only();
        ObjectNode json = Json.object()
                .put("id", listed.id().toString())
                .put("kind", listed.kind().word())
                .put("state", listed.state().word())
                .put("inForce", listed.inForce())
                .put("people", listed.people());
        ObjectNode counts = json.putObject("counts");
        listed.counts().forEach((state, people) -> counts.put(state.word(), people));
        ArrayNode parts = json.putArray("parts");
        listed.parts()
                .forEach(part -> parts.addObject()
                        .put("effect", part.effect().word())
                        .put("reason", part.reason().word())
                        .put("people", part.people()));
        who(json, only == null ? null : only.hold());
        json.set("directory", MemberJson.directory(listed.directory()));
        effect(json, only == null ? null : only.hold());
        if (only == null) {
            sentences(
                    json,
                    MassSentences.what(listed),
                    listed.inForce() ? MassSentences.fix(listed) : null,
                    listed.inForce() ? MassSentences.ifApproved(listed) : null,
                    listed.inForce() ? MassSentences.ifRejected(listed) : null);
        } else {
            sentences(json, only);
        }
        return ends(json, listed.opened(), listed.closed(), listed.decidedBy())
                .put("request", listed.requestId().toString());
    }

    /** One person who is held. */
    static ObjectNode of(ShownHold shown) {
        HoldRow hold = shown.hold();
        ObjectNode json = Json.object()
                .put("id", hold.id().toString())
                .put("hold", hold.causeId().toString())
                .put("kind", hold.kind().word())
                .put("state", hold.state().word())
                .put("inForce", hold.inForce());
        who(json, hold);
        json.set("directory", MemberJson.directory(shown.directory()));
        effect(json, hold);
        sentences(json, shown);
        return ends(json, hold.opened(), hold.closed(), hold.decidedBy())
                .put("request", hold.requestId().toString());
    }

    private static void who(ObjectNode json, @Nullable HoldRow hold) {
        json.put("email", hold == null ? null : hold.email())
                .put("member", hold == null ? null : Json.text(hold.memberId()))
                .put("user", hold == null ? null : Json.text(hold.userId()));
    }

    private static void effect(ObjectNode json, @Nullable HoldRow hold) {
        json.put("effect", hold == null ? null : hold.effect().word())
                .put("role", hold == null ? null : hold.role())
                .put("reason", hold == null ? null : hold.reason().word());
    }

    private static void sentences(ObjectNode json, ShownHold shown) {
        HoldRow hold = shown.hold();
        boolean inForce = hold.inForce();
        sentences(
                json,
                Sentences.what(hold),
                inForce ? Sentences.fix(hold) : null,
                inForce ? Sentences.ifApproved(hold, shown.paused()) : null,
                inForce ? Sentences.ifRejected(hold, shown.paused()) : null);
    }

    private static void sentences(
            ObjectNode json,
            String what,
            @Nullable String fix,
            @Nullable String ifApproved,
            @Nullable String ifRejected) {
        json.put("what", what).put("fix", fix).put("ifApproved", ifApproved).put("ifRejected", ifRejected);
    }

    private static ObjectNode ends(
            ObjectNode json, Instant opened, @Nullable Instant closed, @Nullable String decidedBy) {
        return json.put("opened", opened.toString())
                .put("closed", closed == null ? null : closed.toString())
                .put("decidedBy", decidedBy);
    }
}
