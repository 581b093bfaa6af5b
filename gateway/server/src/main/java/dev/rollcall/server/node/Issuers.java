package dev.rollcall.server.node;

import dev.rollcall.core.admin.directory.DirectoryAuthentications;
import dev.rollcall.core.admin.directory.UsedAssertions;
import dev.rollcall.server.auth.OperatorIssuer;
import dev.rollcall.server.auth.OperatorIssuer.ClaimNames;
import dev.rollcall.server.auth.token.DirectoryIssuers;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.ConfigException;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.console.IssuerClient;
import dev.rollcall.server.console.IssuerClient.Registration;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.jwt.JwtVerifier;
import dev.rollcall.server.jwt.JwtVerifier.Expected;
import dev.rollcall.server.jwt.RemoteKeySets;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The issuers whose tokens the gateway checks.
 *
 * @param keySets the keys of all issuers
 * @param operator the issuer of tokens for the admin API, where the settings name one
 */
record Issuers(JwtVerifier verifier, RemoteKeySets keySets, Optional<OperatorIssuer> operator) {

    /** Those whom directories trust. */
    DirectoryIssuers ofDirectories(
            Vertx vertx, DirectoryAuthentications authentications, UsedAssertions used, DatabaseCircuit circuit) {
        return new DirectoryIssuers(vertx, authentications, used, circuit, verifier, keySets);
    }

    static Issuers of(Vertx vertx, Config config, InstantSource time) {
        JwtVerifier verifier = new JwtVerifier(time, Duration.ofSeconds(config.get(Settings.AUTH_CLOCK_SKEW)));
        RemoteKeySets keySets = new RemoteKeySets(
                vertx,
                time,
                Duration.ofSeconds(config.get(Settings.JWKS_REFRESH)),
                Duration.ofSeconds(config.get(Settings.JWKS_PAUSE)));
        return new Issuers(
                verifier,
                keySets,
                config.get(Settings.AUTH_ISSUER)
                        .map(issuer ->
                                operator(issuer, config.get(Settings.AUTH_AUDIENCE), config, verifier, keySets)));
    }

    /** The same issuer, where people sign in to the console; empty where that is not set up. */
    static Optional<IssuerClient> ofConsole(Vertx vertx, Config config, Issuers issuers) {
        return config.get(Settings.CONSOLE_CLIENT).map(client -> {
            String issuer = issuerOfConsole(config);
            return new IssuerClient(
                    vertx,
                    new Registration(issuer, client, config.get(Settings.CONSOLE_CLIENT_SECRET)),
                    operator(issuer, client, config, issuers.verifier(), issuers.keySets()));
        });
    }

    private static String issuerOfConsole(Config config) {
        return config.get(Settings.AUTH_ISSUER)
                .orElseThrow(
                        () -> new ConfigException(List.of("console.client-id is set and auth.issuer is not: set it to"
                                + " the URL of the issuer at which people sign in.")));
    }

    private static OperatorIssuer operator(
            String issuer, String audience, Config config, JwtVerifier verifier, RemoteKeySets keySets) {
        String keys = config.get(Settings.AUTH_JWKS_URL)
                .orElseThrow(
                        () -> new ConfigException(List.of("auth.issuer is set and auth.jwks-url is not: set it to the"
                                + " URL of the issuer's JWK set, which its discovery document names as jwks_uri.")));
        return new OperatorIssuer(
                verifier,
                keySets.at(keys),
                new Expected(issuer, Set.of(audience)),
                new ClaimNames(
                        config.get(Settings.AUTH_SUBJECT_CLAIM),
                        config.get(Settings.AUTH_SCOPE_CLAIM),
                        config.get(Settings.AUTH_ORGANIZATION_CLAIM)),
                Duration.ofSeconds(config.get(Settings.AUTH_LONGEST_TOKEN)));
    }
}
