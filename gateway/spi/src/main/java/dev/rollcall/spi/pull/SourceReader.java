package dev.rollcall.spi.pull;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one customer's directory at a provider. Every future fails with a {@link SourceException} and with nothing else. A page may
 * be empty and still have a next one.
 */
public interface SourceReader extends AutoCloseable {

    /** Looks at every part of the set-up, as far as the one before it allows; never fails. */
    Future<SourceCheck> check();

    /** How many users, which groups and whose members are read. */
    Scope scope();

    /**
     * Attributes of a user that are the source's to set and to clear; a user keeps all others as they are. An attribute of an
     * extension is named with the URN of the extension in front, as in {@code urn:...:User:department}.
     */
    Set<String> ownedAttributes();

    /** A page of all users, those too that are left out by a setting. */
    Future<SourcePage<SourceUser>> users(@Nullable String page);

    /** A page of the groups that are chosen. */
    Future<SourcePage<SourceGroup>> groups(@Nullable String page);

    /** A page of the direct members of a group. */
    Future<SourcePage<SourceMember>> members(String groupId, @Nullable String page);

    /**
     * The user of that id or address, whichever of their addresses it is; empty when the provider says for certain that there is none,
     * or none any more. Fails with {@link SourceException.Kind#OUTSIDE} when it will not say.
     */
    Future<Optional<SourceUser>> user(String idOrAddress);

    /**
     * Whether the group is still there and is one of those that are read; fails with {@link SourceException.Kind#OUTSIDE} when the
     * provider will not say.
     */
    Future<Boolean> isChosen(String groupId);

    /**
     * Whether a user or group is in a group. False only when the provider says so for every key; fails with
     * {@link SourceException.Kind#OUTSIDE} when it will not say.
     *
     * @param keys the id and all addresses of one user, or the id of one group
     * @param anyDepth whether groups in the group count
     */
    Future<Boolean> hasMember(String groupId, List<String> keys, boolean anyDepth);

    /** Whether a group has {@link SourceMember.Everybody} in it. */
    Future<Boolean> hasEverybody(String groupId);

    /** How the provider tells of changes by itself; empty when it does not. */
    default Optional<SourceWatch> watch() {
        return Optional.empty();
    }

    /** Whether the settings ask for it to be told of changes. */
    default boolean isWatched() {
        return false;
    }

    /**
     * Ids or addresses of groups of which the provider has noted a change since then; none when the settings do not ask for it. Noted
     * late and not in order: it says where to look sooner, and nothing of what there is.
     */
    default Future<Set<String>> groupsChanged(Instant since) {
        return Future.succeededFuture(Set.of());
    }

    /** Whether calls are made. */
    Circuit circuit();

    /** How many calls were made, those repeated too. */
    long calls();

    @Override
    void close();

    /** Whether calls of the provider are made. */
    enum Circuit {
        CLOSED,
        /** None is made for a while, because almost all failed lately. */
        OPEN,
        /** A few are made to find out whether the provider answers again. */
        HALF_OPEN
    }

    /** Which users are the directory's. */
    enum Scope {
        ALL_USERS,
        /** Those who are in one of the chosen groups, at any depth. */
        MEMBERS_OF_GROUPS
    }
}
