package dev.rollcall.core.store;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is: {@code postgresql://user:password@host:port/database?sslmode=require}, the form that libpq reads.
 * User, password and database may be percent-encoded. {@code toString} leaves the password out.
 *
 * @param password empty when the server asks for none
 * @param sslMode {@code prefer} when the URL does not say
 * @param sslRootCert path of the PEM file with the authority to trust; {@code verify-ca} and {@code verify-full} need it
 */
public record DatabaseUrl(
        String host,
        int port,
        String database,
        String user,
        String password,
        SslMode sslMode,
        @Nullable String sslRootCert) {

    private static final int DEFAULT_PORT = 5432;
    private static final String EXAMPLE = "postgresql://user:password@host:5432/database?sslmode=prefer";

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException what is wrong and what would be accepted; never with the password
     */
    public static DatabaseUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            // No cause: its message repeats the input, password and all.
            throw wrong("it is not a URL; special characters in the user and password need percent-encoding");
        }
        String scheme = uri.getScheme();
        if (!"postgresql".equals(scheme) && !"postgres".equals(scheme)) {
            throw wrong("it does not start with postgresql://");
        }
        if (uri.getHost() == null) {
            throw wrong("it names no host");
        }
        String database =
                decode(uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", ""));
        if (database.isEmpty()) {
            throw wrong("it names no database");
        }
        String userInfo = uri.getRawUserInfo();
        if (userInfo == null || userInfo.isEmpty() || userInfo.startsWith(":")) {
            throw wrong("it names no user");
        }
        int colon = userInfo.indexOf(':');
        String user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : decode(userInfo.substring(colon + 1));

        Map<String, String> query = query(uri.getRawQuery());
        SslMode sslMode = sslMode(query.remove("sslmode"));
        String rootCert = query.remove("sslrootcert");
        if (!query.isEmpty()) {
            throw wrong(
                    "the parameter " + query.keySet().iterator().next() + " is not known; sslmode and sslrootcert are");
        }
        if (rootCert == null && (sslMode == SslMode.VERIFY_CA || sslMode == SslMode.VERIFY_FULL)) {
            throw wrong("sslmode=" + sslMode.value + " needs sslrootcert with the path of a PEM file");
        }
        String host = uri.getHost().replaceAll("^\\[|]$", "");
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return new DatabaseUrl(host, port, database, user, password, sslMode, rootCert);
    }

    /** For vertx-pg-client: address, login and encryption, nothing else. */
    PgConnectOptions connectOptions() {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(host)
                .setPort(port)
                .setDatabase(database)
                .setUser(user)
                .setPassword(password)
                .setSslMode(sslMode);
        if (sslMode == SslMode.DISABLE) {
            return options;
        }
        ClientSSLOptions ssl = new ClientSSLOptions();
        if (sslRootCert != null) {
            ssl.setTrustOptions(new PemTrustOptions().addCertPath(sslRootCert));
        } else {
            ssl.setTrustAll(true);
        }
        ssl.setHostnameVerificationAlgorithm(sslMode == SslMode.VERIFY_FULL ? "HTTPS" : "");
        return options.setSslOptions(ssl);
    }

    /** For JDBC; user and password are handed over apart from it. */
    String jdbcUrl() {
        String address = host.contains(":") ? "[" + host + "]" : host;
        return "jdbc:postgresql://" + address + ":" + port + "/" + encode(database) + "?sslmode=" + sslMode.value
                + (sslRootCert == null ? "" : "&sslrootcert=" + encode(sslRootCert));
    }

    @Override
    public String toString() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database + "?sslmode=" + sslMode.value;
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> parameters = new TreeMap<>();
        if (raw == null || raw.isEmpty()) {
            return parameters;
        }
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw wrong("its query is not of the form name=value");
            }
            parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static SslMode sslMode(@Nullable String word) {
        if (word == null) {
            return SslMode.PREFER;
        }
        for (SslMode mode : SslMode.values()) {
            if (mode.value.equals(word.toLowerCase(Locale.ROOT))) {
                return mode;
            }
        }
        throw wrong("sslmode must be disable, allow, prefer, require, verify-ca or verify-full");
    }

    private static String decode(String raw) {
        // URLDecoder reads form encoding, where a plus sign is a space; in a URL's parts it is a plus sign.
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String plain) {
        return URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("The database URL cannot be used: " + why + ". Expected: " + EXAMPLE);
    }
}
