package dev.rollcall.core.model;

import com.google.common.collect.ImmutableList;

/** Every kind of event that an application may learn of, with the shape of its {@code data}. */
public enum EventType {
    MEMBER_INVITED("member.invited", Subject.MEMBER, "A person was invited by hand."),
    MEMBER_ADDED("member.added", Subject.MEMBER, "A person has become a member."),
    MEMBER_ADOPTED("member.adopted", Subject.MEMBER, "A directory has taken over a member whom no directory managed."),
    MEMBER_UPDATED(
            "member.updated",
            Subject.MEMBER,
            "A member's address, name, seat, manager or user has changed; `changed` says which."),
    MEMBER_AWAITS_ADDRESS(
            "member.awaits_address",
            Subject.MEMBER,
            "A member is waiting for the address `awaitedEmail`, which another person still has."),
    MEMBER_ROLE_CHANGED("member.role_changed", Subject.MEMBER, "A member has another role."),
    MEMBER_SUSPENDED("member.suspended", Subject.MEMBER, "A member has lost access and is suspended."),
    MEMBER_RESTORED(
            "member.restored",
            Subject.MEMBER,
            "A suspended member has regained access, or an undo has brought a member back."),
    MEMBER_UNMANAGED(
            "member.unmanaged",
            Subject.MEMBER,
            "A member is no longer managed by a directory, but stays a " + "member."),
    MEMBER_REPLACED(
            "member.replaced",
            Subject.MEMBER,
            "The user of a member now belongs to another person, under another externalId; the previous person's"
                    + " membership has ended."),
    MEMBER_REMOVED("member.removed", Subject.MEMBER, "A person is no longer a member."),
    USER_EXCLUDED("user.excluded", Subject.USER, "A directory has sent a user who is kept out by a rule."),
    USER_REPLACED(
            "user.replaced",
            Subject.USER,
            "A user now belongs to another person, under another externalId, and is not linked to a member."),
    USER_DELETE_PASSED_OVER(
            "user.delete_passed_over",
            Subject.USER,
            "A DELETE was acknowledged but not carried out, because it was meant for the previous holder of this id."),
    GROUP_CREATED("group.created", Subject.GROUP, "A directory has sent a group."),
    GROUP_UPDATED("group.updated", Subject.GROUP, "An attribute of a group has changed, such as its name."),
    GROUP_MEMBERS_CHANGED(
            "group.members_changed",
            Subject.GROUP,
            "Members joined or left a group: `added` and `removed`, at most a hundred together; larger changes are "
                    + "split"
                    + " into several events."),
    GROUP_DELETED("group.deleted", Subject.GROUP, "A group was deleted, and its memberships with it."),
    HOLD_OPENED("hold.opened", Subject.HOLD, "A rule is holding a change back."),
    HOLD_CLOSED("hold.closed", Subject.HOLD, "A hold has ended."),
    RECOVERY_GRANTED(
            "recovery.granted", Subject.RECOVERY, "The operator has made a person an admin for a limited " + "time."),
    RECOVERY_ENDED("recovery.ended", Subject.RECOVERY, "A person's time as a recovery admin has ended."),
    CONFLICT_OPENED(
            "conflict.opened",
            Subject.CONFLICT,
            "Another organisation has verified the domain of a member's address; the member stays until the operator"
                    + " decides."),
    CONFLICT_KEPT(
            "conflict.kept",
            Subject.CONFLICT,
            "The operator has decided to keep a member whose address is in another organisation's domain."),
    CONFLICT_RELEASED(
            "conflict.released",
            Subject.CONFLICT,
            "A member's address goes to the organisation that owns its domain, because the operator released it or "
                    + "the time it was kept for has ended."),
    DOMAIN_CLAIMED("domain.claimed", Subject.DOMAIN, "The organisation has claimed a domain and has yet to prove it."),
    DOMAIN_VERIFIED("domain.verified", Subject.DOMAIN, "A domain was verified as the organisation's own."),
    DOMAIN_RECORD_LOST(
            "domain.record_lost", Subject.DOMAIN, "The DNS record of a verified domain is gone; nobody loses access."),
    DOMAIN_RECORD_FOUND("domain.record_found", Subject.DOMAIN, "The DNS record of a verified domain is back."),
    DOMAIN_RELEASED(
            "domain.released",
            Subject.DOMAIN,
            "A domain no longer belongs to the organisation, or is no " + "longer claimed."),
    DIRECTORY_CREATED("directory.created", Subject.DIRECTORY, "An organisation has a new directory, as a draft."),
    DIRECTORY_PREVIEW_STARTED(
            "directory.preview_started",
            Subject.DIRECTORY,
            "A directory is in preview: what it sends is stored and has no effect."),
    DIRECTORY_ACTIVATED("directory.activated", Subject.DIRECTORY, "A directory is live."),
    DIRECTORY_PAUSED("directory.paused", Subject.DIRECTORY, "A directory is paused: effects wait."),
    DIRECTORY_RESUMED("directory.resumed", Subject.DIRECTORY, "A paused directory is live again."),
    DIRECTORY_DEACTIVATED("directory.deactivated", Subject.DIRECTORY, "A directory is no longer live."),
    DIRECTORY_DELETED(
            "directory.deleted", Subject.DIRECTORY, "A draft was deleted, with the users and groups sent to it."),
    DIRECTORY_SETTINGS_CHANGED(
            "directory.settings_changed",
            Subject.DIRECTORY_SETTINGS,
            "A directory's name, the way its requests are read, or the way it is reached has changed."),
    DIRECTORY_RULES_CHANGED(
            "directory.rules_changed",
            Subject.DIRECTORY_RULES,
            "The default role of a directory, whether groups in groups count, or its guard against mass changes has"
                    + " changed."),
    DIRECTORY_ROLE_ASSIGNMENTS_CHANGED(
            "directory.role_assignments_changed",
            Subject.ROLE_ASSIGNMENTS,
            "Which groups give which roles has changed, or in which order."),
    DIRECTORY_MASS_CHANGE_HELD(
            "directory.mass_change_held",
            Subject.DIRECTORY,
            "A directory would remove too many people at once; `people` says how many are held."),
    DIRECTORY_MASS_CHANGE_ENDED(
            "directory.mass_change_ended", Subject.DIRECTORY, "No mass change of the directory holds anyone any more."),
    ACTIVATION_UNDONE(
            "activation.undone", Subject.DIRECTORY, "An activation was undone: what it had done was " + "reversed."),
    CREDENTIAL_ISSUED("credential.issued", Subject.CREDENTIAL, "A directory has a new credential."),
    CREDENTIAL_ENDING(
            "credential.ending",
            Subject.CREDENTIAL,
            "A credential of a directory expires soon. The event is sent 30, 14, 7 and 1 days before, with the number"
                    + " of `days`, and of `others` of the directory that last longer."),
    CREDENTIAL_EXPIRED(
            "credential.expired",
            Subject.CREDENTIAL,
            "A credential of a directory has reached its end, and requests with it are refused. `others` says how many"
                    + " are still valid."),
    CREDENTIAL_REVOKED("credential.revoked", Subject.CREDENTIAL, "A credential of a directory was revoked by hand."),
    ORGANIZATION_CREATED("organization.created", Subject.ORGANIZATION, "An organisation was created."),
    ORGANIZATION_RENAMED("organization.renamed", Subject.ORGANIZATION, "An organisation was renamed."),
    ORGANIZATION_PLAN_CHANGED(
            "organization.plan_changed",
            Subject.ORGANIZATION,
            "The plan, or how many seats are purchased, has changed."),
    ORGANIZATION_POLICY_CHANGED(
            "organization.policy_changed",
            Subject.ORGANIZATION,
            "A policy has changed: what happens when all seats are taken, whether unverified domains are allowed, or"
                    + " whether the last admin is protected."),
    ORGANIZATION_NO_LONGER_ELIGIBLE(
            "organization.no_longer_eligible",
            Subject.ORGANIZATION,
            "The plan and the seats no longer allow a directory; directories that are live keep running.");

    /** What events are about, and which fields their {@code data} always has: the state after the event. */
    public enum Subject {
        /** Status {@code removed}, no role and no seat stand for a member who is gone. */
        MEMBER("the member", ImmutableList.of("email", "displayName", "role", "status", "seat", "reason")),
        USER("the user of the directory", ImmutableList.of("userName", "reason")),
        /** State {@code deleted} for one that is gone. */
        GROUP("the group", ImmutableList.of("displayName", "state", "reason")),
        HOLD("the member, or else the user", ImmutableList.of("holdId", "kind", "state", "effect", "email", "reason")),
        RECOVERY("the member", ImmutableList.of("email", "grantedBy", "state", "reason")),
        CONFLICT("the member", ImmutableList.of("email", "domain", "state", "reason")),
        DOMAIN("the organisation", ImmutableList.of("domain", "state", "reason")),
        DIRECTORY("the directory", ImmutableList.of("name", "state", "reason")),
        /** The rest of what can be set is read from the API; {@code changed} says of what. */
        DIRECTORY_SETTINGS(
                "the directory",
                ImmutableList.of(
                        "name", "state", "provider", "mode", "disabledQuirks", "changed", "previous", "reason")),
        DIRECTORY_RULES(
                "the directory",
                ImmutableList.of("name", "state", "defaultRole", "nestedGroups", "massGuard", "previous", "reason")),
        ROLE_ASSIGNMENTS("the directory", ImmutableList.of("name", "state", "roleAssignments", "reason")),
        /** Never with a secret; {@code expires} is null for one that does not end. */
        CREDENTIAL("the credential", ImmutableList.of("prefix", "state", "expires", "reason")),
        ORGANIZATION(
                "the organisation",
                ImmutableList.of(
                        "plan",
                        "purchasedSeats",
                        "enterpriseMaxSeats",
                        "seatPolicy",
                        "overflowRole",
                        "unverifiedDomains",
                        "lastAdminProtection",
                        "reason"));

        private final String words;
        private final ImmutableList<String> always;

        Subject(String words, ImmutableList<String> always) {
            this.words = words;
            this.always = always;
        }

        /** Whose id {@code subject} is. */
        public String words() {
            return words;
        }

        /** The fields that are always there. */
        public ImmutableList<String> always() {
            return always;
        }
    }

    private final String word;
    private final Subject subject;
    private final String meaning;

    EventType(String word, Subject subject, String meaning) {
        this.word = word;
        this.subject = subject;
        this.meaning = meaning;
    }

    /** The type in the database and the API. */
    public String word() {
        return word;
    }

    public Subject subject() {
        return subject;
    }

    /** What has happened, as a sentence. */
    public String meaning() {
        return meaning;
    }
}
