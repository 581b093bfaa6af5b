package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.model.DomainName;
import dev.rollcall.core.read.ConflictQueries;
import dev.rollcall.core.read.ConflictQueries.After;
import dev.rollcall.core.read.ConflictQueries.Conflict;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows the operator members whose address is in a domain that another organisation has verified (R26), and takes the decision
 * about each. The id of a conflict is that of the member.
 */
final class ConflictHandlers {

    private final RuleRequests rules;
    private final ConflictQueries conflicts;
    private final DatabaseCircuit circuit;

    ConflictHandlers(ApiParts parts) {
        this.rules = parts.rules();
        this.conflicts = new ConflictQueries(parts.database());
        this.circuit = parts.circuit();
    }

    /** {@code GET}: by domain, then oldest member first; with {@code domain} those of one. */
    void list(RoutingContext context) {
        ListPage page = ListPage.of(context.queryParams());
        After after = page.cursor() == null ? null : after(page.cursor());
        String domain = context.queryParams().get("domain");
        String ascii = domain == null ? null : ascii(domain);
        circuit.call(() -> conflicts.list(ascii, after, page.atMost()))
                .compose(found -> Json.send(
                        context, page.json(found, ConflictHandlers::json, one -> one.domain() + "/" + one.memberId())))
                .onFailure(context::fail);
    }

    private static After after(String cursor) {
        int slash = cursor.lastIndexOf('/');
        return Parameters.id(cursor.substring(slash + 1))
                .filter(id -> slash > 0)
                .map(id -> new After(cursor.substring(0, slash), id))
                .orElseThrow(() -> Parameters.wrong("cursor", "the value of \"next\" on the page before"));
    }

    private static String ascii(String domain) {
        try {
            return DomainName.of(domain).ascii();
        } catch (DomainName.UnfitName e) {
            throw Problem.badRequest(e.detail()).exception();
        }
    }

    void show(RoutingContext context) {
        find(context).compose(conflict -> Json.send(context, json(conflict))).onFailure(context::fail);
    }

    /** {@code POST}: the membership ends, and the owner's user comes in. */
    void release(RoutingContext context) {
        JsonInput.optional(context);
        decide(context, one -> new OfConflict.ReleaseConflict(one.memberId(), one.emailKey(), false));
    }

    /** {@code POST}: the member stays, with {@code until} for a time. */
    void keep(RoutingContext context) {
        Instant until = JsonInput.optional(context, "until").timeOrNull("until");
        decide(context, one -> new OfConflict.KeepConflict(one.memberId(), one.emailKey(), until));
    }

    private void decide(RoutingContext context, Function<Conflict, RuleCommand> command) {
        find(context)
                .compose(one -> rules.answer(context, one.holder().orgId(), command.apply(one)))
                .onFailure(context::fail);
    }

    private Future<Conflict> find(RoutingContext context) {
        String text = String.valueOf(context.pathParam("conflict"));
        Optional<UUID> id = Parameters.id(text);
        Future<Optional<Conflict>> found =
                id.isEmpty() ? Future.succeededFuture(Optional.empty()) : circuit.call(() -> conflicts.one(id.get()));
        return found.map(one -> one.orElseThrow(() -> Problem.notFound("There is no conflict " + text
                        + ": either the membership has ended, or the domain no longer belongs to another "
                        + "organisation. GET"
                        + " .../conflicts lists those that exist.")
                .exception()));
    }

    private static ObjectNode json(Conflict one) {
        ObjectNode json = Json.object()
                .put("id", one.memberId().toString())
                .put("email", one.email())
                .put("domain", one.domain())
                .put("state", state(one.decision()));
        json.putObject("member")
                .put("organization", one.holder().slug())
                .put("id", one.memberId().toString())
                .put("displayName", one.displayName())
                .put("role", one.role())
                .put("directory", one.directory());
        json.putObject("owner")
                .put("organization", one.owner().slug())
                .put("since", one.since().toString())
                .put("waitingUser", Json.text(one.awaiting()));
        ConflictQueries.Decided decided = one.decision();
        Instant until = decided == null ? null : decided.until();
        json.put("until", until == null ? null : until.toString());
        json.put("decidedAt", decided == null ? null : decided.at().toString());
        json.put("decidedBy", decided == null ? null : decided.by());
        json.put("fix", fix(one));
        return json;
    }

    private static String state(ConflictQueries.@Nullable Decided decided) {
        return decided == null ? "open" : decided.keep() ? "kept" : "releasing";
    }

    private static String fix(Conflict one) {
        ConflictQueries.Decided decided = one.decision();
        if (decided == null) {
            return "Release the address to " + one.owner().slug() + ", or keep the member, permanently or until a "
                    + "given time.";
        }
        if (decided.keep()) {
            return decided.until() == null
                    ? "The member is kept permanently. Release the address if "
                            + one.owner().slug() + " should have it after all."
                    : "The member is kept until " + decided.until() + "; then the address goes to "
                            + one.owner().slug() + " automatically.";
        }
        return "Released, but the membership has not ended yet, because the member is the last admin of "
                + one.holder().slug() + ", or the directory that manages them is paused.";
    }
}
