package dev.rollcall.server.api.directory;

import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.ChangeState.Activate;
import dev.rollcall.core.command.ChangeState.Deactivate;
import dev.rollcall.core.command.ChangeState.Deactivate.Members;
import dev.rollcall.core.command.ChangeState.Pause;
import dev.rollcall.core.command.ChangeState.Resume;
import dev.rollcall.core.command.ChangeState.StartPreview;
import dev.rollcall.core.command.ChangeState.TakeOver;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.http.ProblemType;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Moves a directory from draft through preview, active and paused to deactivated, and back (R1, R2, R17, R18, R22). */
final class LifeCycleHandlers {

    private static final List<String> MEMBERS = Stream.of(Members.values())
            .map(members -> members.name().toLowerCase(Locale.ROOT))
            .toList();

    private final RuleRequests rules;
    private final DirectoryAccess access;
    private final Function<Directory, Future<Optional<String>>> obstacle;

    /**
     * Makes the handlers.
     *
     * @param obstacle what is in the way of going live beside the rules of the core, as a sentence; empty when nothing is
     */
    LifeCycleHandlers(ApiParts api, Function<Directory, Future<Optional<String>>> obstacle) {
        this.rules = api.rules();
        this.access = api.directories();
        this.obstacle = obstacle;
    }

    /** {@code POST}: what the IdP sends is stored and answered, members stay as they are. */
    void startPreview(RoutingContext context) {
        JsonInput.optional(context);
        rules.answerOfDirectory(context, directory -> new StartPreview(directory.id()));
    }

    /** {@code POST}: what the IdP has sent and will send takes effect. */
    void activate(RoutingContext context) {
        JsonInput.optional(context);
        access.of(context)
                .compose(directory -> obstacle.apply(directory).compose(sentence -> {
                    sentence.ifPresent(told -> {
                        throw ProblemType.WRONG_STATE.problem(told).exception();
                    });
                    return rules.answer(context, directory.orgId(), new Activate(directory.id()));
                }))
                .onFailure(context::fail);
    }

    /**
     * {@code POST} of the directory that ends and what becomes of those who are not in this one: {@code {"from": ID, "others": "keep"}}
     * or {@code "suspend"}.
     */
    void takeOver(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "from", "others");
        UUID from = input.id("from");
        Members others = members(input.word("others", MEMBERS));
        rules.answerOfDirectory(context, directory -> new TakeOver(directory.id(), from, others));
    }

    /** {@code POST}: effects wait. */
    void pause(RoutingContext context) {
        JsonInput.optional(context);
        rules.answerOfDirectory(context, directory -> new Pause(directory.id()));
    }

    /** {@code POST}: the effects that waited come. */
    void resume(RoutingContext context) {
        JsonInput.optional(context);
        rules.answerOfDirectory(context, directory -> new Resume(directory.id()));
    }

    /** {@code POST} of what becomes of its members: {@code {"members": "keep"}} or {@code {"members": "suspend"}}. */
    void deactivate(RoutingContext context) {
        String word = JsonInput.of(context, "members").word("members", MEMBERS);
        rules.answerOfDirectory(context, directory -> new Deactivate(directory.id(), members(word)));
    }

    private static Members members(String word) {
        return Members.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
