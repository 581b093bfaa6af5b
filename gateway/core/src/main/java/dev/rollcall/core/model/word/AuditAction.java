package dev.rollcall.core.model.word;

import java.util.List;
import java.util.stream.Stream;

/** Every action that the audit can record. {@code docs/audit.md} and the description of the API list it. */
public enum AuditAction {
    CREATE_USER("create_user", By.DIRECTORY, "A user of the directory was created."),
    CHANGE_USER("change_user", By.DIRECTORY, "Attributes of a user changed."),
    REPLACE_USER("replace_user", By.DIRECTORY, "The record of a user who had left was taken over by another person."),
    KEEP_USER(
            "keep_user",
            By.DIRECTORY,
            "A DELETE that was meant for this record's previous person was acknowledged but not carried out."),
    DELETE_USER("delete_user", By.DIRECTORY, "A user was deleted."),
    CREATE_GROUP("create_group", By.DIRECTORY, "A group was created."),
    CHANGE_GROUP("change_group", By.DIRECTORY, "Attributes or members of a group changed."),
    DELETE_GROUP("delete_group", By.DIRECTORY, "A group was deleted."),

    START_PREVIEW("start_preview", By.RULES, "The preview of a directory was started."),
    ACTIVATE("activate", By.RULES, "A directory went live."),
    PAUSE("pause", By.RULES, "A directory was paused."),
    RESUME("resume", By.RULES, "A paused directory was resumed."),
    DEACTIVATE("deactivate", By.RULES, "A directory was deactivated."),
    TAKE_OVER("take_over", By.RULES, "A directory took over from another one."),
    UNDO("undo", By.RULES, "An activation was undone."),
    ADD_ASSIGNMENT("add_assignment", By.RULES, "A role assignment was added."),
    CHANGE_ASSIGNMENT("change_assignment", By.RULES, "A role assignment was changed to give another role."),
    REMOVE_ASSIGNMENT("remove_assignment", By.RULES, "A role assignment was removed."),
    ORDER_ASSIGNMENTS("order_assignments", By.RULES, "The order of the role assignments was changed."),
    SET_NESTED_GROUPS(
            "set_nested_groups",
            By.RULES,
            "The setting that lets roles apply through groups within groups " + "was changed."),
    SET_DEFAULT_ROLE("set_default_role", By.RULES, "The role for users who match no role assignment was set."),
    SET_MASS_GUARD("set_mass_guard", By.RULES, "The guard against mass changes was set."),
    SET_PLAN("set_plan", By.RULES, "The plan or the number of seats was set."),
    SET_SEAT_POLICY("set_seat_policy", By.RULES, "The policy for when all seats are taken was set."),
    ALLOW_UNVERIFIED_DOMAINS(
            "allow_unverified_domains", By.RULES, "Addresses of unverified domains were allowed or disallowed."),
    PROTECT_LAST_ADMIN(
            "protect_last_admin", By.RULES, "The protection of the last active admin was switched on or " + "off."),
    CLAIM_DOMAIN("claim_domain", By.RULES, "A domain was claimed."),
    VERIFY_DOMAIN("verify_domain", By.RULES, "A domain was verified by its DNS record, or attested by the operator."),
    NOTE_DOMAIN_RECORD(
            "note_domain_record",
            By.RULES,
            "The DNS record of a verified domain was found to be missing, or to be " + "back."),
    RELEASE_DOMAIN("release_domain", By.RULES, "A domain was released."),
    RELEASE_CONFLICT(
            "release_conflict",
            By.RULES,
            "The address of a member was given to the organisation that owns its domain."),
    KEEP_CONFLICT("keep_conflict", By.RULES, "A member whose address is in another organisation's domain was kept."),
    INVITE("invite", By.RULES, "A person was invited."),
    EDIT_MEMBER("edit_member", By.RULES, "A member was edited."),
    REMOVE_MEMBER("remove_member", By.RULES, "A member was removed."),
    GRANT_RECOVERY("grant_recovery", By.RULES, "A person was made an admin for a limited time."),
    END_RECOVERY("end_recovery", By.RULES, "A person's time as a recovery admin has ended."),
    APPROVE("approve", By.RULES, "A held change was approved."),
    REJECT("reject", By.RULES, "A held change was rejected."),
    APPROVE_MASS_CHANGE("approve_mass_change", By.RULES, "All held mass changes of a directory were approved."),
    REJECT_MASS_CHANGE("reject_mass_change", By.RULES, "All held mass changes of a directory were rejected."),
    RECONSIDER("reconsider", By.RULES, "Users who were waiting for an address were evaluated again."),
    RECOMPUTE("recompute", By.RULES, "All users of a directory were evaluated again."),

    CREATE_ORGANIZATION("create_organization", By.SETTINGS, "An organisation was created."),
    RENAME_ORGANIZATION("rename_organization", By.SETTINGS, "An organisation was renamed."),
    DEFINE_ROLE("define_role", By.SETTINGS, "A role was defined."),
    DESCRIBE_ROLE("describe_role", By.SETTINGS, "The description or other properties of a role were changed."),
    DELETE_ROLE("delete_role", By.SETTINGS, "A role was deleted."),
    CREATE_DIRECTORY("create_directory", By.SETTINGS, "A directory was created."),
    CHANGE_DIRECTORY("change_directory", By.SETTINGS, "A setting of a directory changed."),
    DELETE_DIRECTORY("delete_directory", By.SETTINGS, "A draft of a directory was deleted."),
    PUT_SCHEMA("put_schema", By.SETTINGS, "A schema of a directory was added or replaced."),
    DELETE_SCHEMA("delete_schema", By.SETTINGS, "A schema of a directory was deleted."),
    SET_PROFILE("set_profile", By.SETTINGS, "The profile of a directory was set."),
    CHANGE_AUTHENTICATION(
            "change_authentication", By.SETTINGS, "The ways in which a directory may authenticate were " + "changed."),
    ISSUE_CREDENTIAL("issue_credential", By.SETTINGS, "A credential of a directory was issued."),
    REVOKE_CREDENTIAL("revoke_credential", By.SETTINGS, "A credential of a directory was revoked."),
    SET_SOURCE("set_source", By.SETTINGS, "The source from which a directory is read was set."),
    CHECK_SOURCE("check_source", By.SETTINGS, "The source from which a directory is read was checked."),
    REMOVE_SOURCE("remove_source", By.SETTINGS, "The source of a directory was removed, so it is no longer read."),
    ASK_SYNC("ask_sync", By.SETTINGS, "An immediate reading of a directory was requested."),
    CREATE_WEBHOOK("create_webhook", By.SETTINGS, "A webhook endpoint was created."),
    CHANGE_WEBHOOK("change_webhook", By.SETTINGS, "A webhook endpoint was changed."),
    ROTATE_WEBHOOK_SECRET("rotate_webhook_secret", By.SETTINGS, "A webhook endpoint was given a new secret."),
    DELETE_WEBHOOK("delete_webhook", By.SETTINGS, "A webhook endpoint was deleted."),
    TEST_WEBHOOK("test_webhook", By.SETTINGS, "A test event was sent to an endpoint."),
    REPLAY_EVENT("replay_event", By.SETTINGS, "An event was sent to an endpoint again."),
    REPLAY_EVENTS("replay_events", By.SETTINGS, "Events were sent to an endpoint again."),
    CREATE_SECURITY_EVENT_RECEIVER(
            "create_security_event_receiver", By.SETTINGS, "A receiver of Security Event Tokens was created."),
    ROTATE_SECURITY_EVENT_RECEIVER_SECRET(
            "rotate_security_event_receiver_secret",
            By.SETTINGS,
            "A receiver of Security Event Tokens was given a new secret."),
    DELETE_SECURITY_EVENT_RECEIVER(
            "delete_security_event_receiver", By.SETTINGS, "A receiver of Security Event Tokens was deleted."),
    CREATE_STREAM("create_stream", By.SETTINGS, "A receiver created its stream."),
    CHANGE_STREAM("change_stream", By.SETTINGS, "A stream changed."),
    DELETE_STREAM("delete_stream", By.SETTINGS, "A stream was deleted."),
    SET_STREAM_STATUS("set_stream_status", By.SETTINGS, "A stream was enabled, paused or disabled."),
    ADD_STREAM_SUBJECT("add_stream_subject", By.SETTINGS, "A subject was added to a stream."),
    REMOVE_STREAM_SUBJECT("remove_stream_subject", By.SETTINGS, "A subject was removed from a stream."),
    ROTATE_SECURITY_EVENT_KEY(
            "rotate_security_event_key", By.SETTINGS, "Security Event Tokens are signed with a new key."),
    ISSUE_SIGN_IN_LINK("issue_sign_in_link", By.SETTINGS, "A sign-in link was issued."),
    USE_SIGN_IN_LINK("use_sign_in_link", By.SETTINGS, "A sign-in link was used."),
    REVOKE_SIGN_IN_LINK("revoke_sign_in_link", By.SETTINGS, "A sign-in link was revoked."),
    END_SESSION("end_session", By.SETTINGS, "A console session was ended."),
    ISSUE_OPERATOR_TOKEN("issue_operator_token", By.SETTINGS, "A token of the operator was issued."),
    REVOKE_OPERATOR_TOKEN("revoke_operator_token", By.SETTINGS, "A token of the operator was revoked."),
    USE_KEY("use_key", By.SETTINGS, "The key that new secrets are sealed with was changed."),
    DROP_KEY("drop_key", By.SETTINGS, "A key was dropped.");

    /** Whose doing it is. */
    public enum By {
        /** The identity provider of a directory. */
        DIRECTORY,
        /** An administrator, by a command about rules and members. Few of them Rollcall also gives itself. */
        RULES,
        /** An administrator, by a change of settings other than rules, or of who may sign in. */
        SETTINGS
    }

    private final String word;
    private final By by;
    private final String meaning;

    AuditAction(String word, By by, String meaning) {
        this.word = word;
        this.by = by;
        this.meaning = meaning;
    }

    /** The action in the database and the API. */
    public String word() {
        return word;
    }

    public By by() {
        return by;
    }

    /** What was done, as a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Every {@link #word()}. */
    public static List<String> words() {
        return Stream.of(values()).map(AuditAction::word).toList();
    }
}
