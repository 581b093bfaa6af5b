package dev.rollcall.adapters.google.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.adapters.google.source.api.GoogleApi;
import dev.rollcall.adapters.google.source.api.GoogleSettings;
import dev.rollcall.adapters.google.source.api.Meaning;
import dev.rollcall.adapters.google.source.api.Meaning.Asked;
import dev.rollcall.adapters.google.source.api.Meaning.Told;
import dev.rollcall.spi.pull.SourceCheck;
import dev.rollcall.spi.pull.SourceCheck.Finding;
import dev.rollcall.spi.pull.SourceException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the set-up step by step, in the order of a reading: a token, one user, one group, the members of that group. Stops at the
 * first mistake.
 */
final class GoogleCheck {

    private final GoogleApi api;
    private final GoogleSettings settings;
    private final Meaning meaning;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable String account;

    GoogleCheck(GoogleApi api, GoogleSettings settings, Meaning meaning) {
        this.api = api;
        this.settings = settings;
        this.meaning = meaning;
    }

    static SourceException otherAccount(String known, String found) {
        return new SourceException(
                SourceException.Kind.SETUP_WRONG,
                "This is the directory of another Google account (" + found + ") than at the first success (" + known
                        + "), and nothing was read from it. Enter an administrator of the account that the directory"
                        + " was set up with, or remove the source and set it up again.");
    }

    Future<SourceCheck> run() {
        return token().compose(token -> users())
                .compose(users -> groups())
                .compose(this::members)
                .compose(members -> reports())
                .transform(done -> Future.succeededFuture(new SourceCheck(findings, account)));
    }

    private Future<String> token() {
        return api.tokens()
                .token()
                .onSuccess(token -> passed("token", settings.caller() + " gets an access token."))
                .recover(failure -> {
                    Told told = meaning.of(failure, Asked.EVERYTHING);
                    return told.mistake().equals("delegation_missing")
                            ? whichScope(told).compose(sharper -> failed("token", sharper))
                            : failed("token", told);
                });
    }

    /** All scopes that are asked for must be allowed: one that is missing looks like all. */
    private Future<Told> whichScope(Told told) {
        return Future.join(
                        api.tokens().grants(GoogleSettings.USER_SCOPE),
                        api.tokens().grants(GoogleSettings.GROUP_SCOPE))
                .map(both -> {
                    boolean users = both.resultAt(0);
                    boolean groups = both.resultAt(1);
                    return users == groups
                            ? told
                            : new Told(
                                    told.kind(),
                                    "scope_missing",
                                    meaning.delegation(users ? GoogleSettings.GROUP_SCOPE : GoogleSettings.USER_SCOPE));
                });
    }

    private Future<JsonNode> users() {
        return step(
                "users",
                "users",
                Map.of("customer", settings.customer(), "maxResults", "1", "fields", "kind,users(customerId)"),
                body -> {
                    String found = body.path("users").path(0).path("customerId").asText();
                    String known = settings.source().account();
                    if (known != null && !found.isEmpty() && !found.equals(known)) {
                        throw otherAccount(known, found);
                    }
                    account = found.isEmpty() ? known : found;
                    return "Users of account " + account + " can be read.";
                });
    }

    private Future<JsonNode> groups() {
        return step(
                "groups",
                "groups",
                Map.of("customer", settings.customer(), "maxResults", "1", "fields", "kind,groups(id)"),
                body -> "Groups can be read.");
    }

    private Future<JsonNode> members(JsonNode groups) {
        String group = groups.path("groups").path(0).path("id").asText();
        if (group.isEmpty()) {
            passed("members", "There is no group yet, so members were not looked at.");
            return Future.succeededFuture(groups);
        }
        return step(
                "members",
                GoogleApi.path("groups", group, "members"),
                Map.of("maxResults", "1", "fields", "kind"),
                body -> "Members of groups can be read.");
    }

    private Future<Void> reports() {
        if (!settings.source().flag(GoogleSettings.GROUP_HINTS)) {
            return Future.succeededFuture();
        }
        return new GoogleReports(api, meaning)
                .look()
                .map(body -> {
                    passed("reports", "The audit log of groups can be read.");
                    return (Void) null;
                })
                .recover(failure -> failed("reports", meaning.ofReports(failure)));
    }

    /** What is said of an answer. */
    private interface Sentence {
        String of(JsonNode body);
    }

    private Future<JsonNode> step(String name, String path, Map<String, String> query, Sentence sentence) {
        return api.get(path, query, name)
                .map(body -> {
                    passed(name, sentence.of(body));
                    return body;
                })
                .recover(failure -> {
                    Told told = meaning.of(failure, Asked.EVERYTHING);
                    return failed(name, told.mistake().isEmpty() ? other(told) : told);
                });
    }

    private static Told other(Told told) {
        return new Told(told.kind(), "other_account", told.sentence());
    }

    private void passed(String step, String sentence) {
        findings.add(new Finding(step, null, sentence));
    }

    private <T> Future<T> failed(String step, Told told) {
        findings.add(new Finding(step, told.mistake(), told.sentence()));
        return Future.failedFuture(told.exception());
    }
}
