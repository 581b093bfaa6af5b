package dev.rollcall.core.model.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.Exclusion;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user of a directory, as table {@code directory_user} holds it.
 *
 * @param nameKey case-folded userName
 * @param formerExternalId the externalId that was taken away last, while there is none; else null
 * @param document canonical resource without id, meta and groups
 * @param exclusion why this active user is no member, or null
 * @param waitsFor why what this active user asks for has not happened, or null: the exclusion, or what stands in the way of a
 *     member who is kept as they are
 * @param formerMember the member that this user was, while a deactivated directory or an undo has left that member to itself; or null
 * @param relinked when the user was last brought back under another externalId than before, or null
 * @param version counts the changes of the user's own attributes, from 1
 */
public record UserRow(
        UUID directoryId,
        UUID id,
        String nameKey,
        @Nullable String externalId,
        @Nullable String formerExternalId,
        boolean active,
        ObjectNode document,
        @Nullable Exclusion exclusion,
        @Nullable Exclusion waitsFor,
        @Nullable UUID formerMember,
        @Nullable Instant relinked,
        long version,
        Instant created,
        Instant modified) {

    /** The same user, kept out for one reason or for none, and waiting for another thing or the same. */
    public UserRow waiting(@Nullable Exclusion keptOut, @Nullable Exclusion reason) {
        return with(keptOut, reason, formerMember, relinked);
    }

    /** The same user, with whom no former object of the IdP shares the id any more. */
    public UserRow settled() {
        return with(exclusion, waitsFor, formerMember, null);
    }

    /** The same user, who has been this member and may be so again; or null: who is a member or never was one. */
    public UserRow formerly(@Nullable UUID member) {
        return with(exclusion, waitsFor, member, relinked);
    }

    private UserRow with(
            @Nullable Exclusion keptOut,
            @Nullable Exclusion reason,
            @Nullable UUID member,
            @Nullable Instant relinkedAt) {
        return new UserRow(
                directoryId,
                id,
                nameKey,
                externalId,
                formerExternalId,
                active,
                document,
                keptOut,
                reason,
                member,
                relinkedAt,
                version,
                created,
                modified);
    }

    /** The externalId of the object of the IdP that this record was of last, or null when none was ever sent. */
    public @Nullable String lastExternalId() {
        return externalId != null ? externalId : formerExternalId;
    }
}
