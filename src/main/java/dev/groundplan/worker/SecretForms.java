package dev.groundplan.worker;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How a secret may look when a tool prints it: raw, encoded, escaped, quoted; as a whole and line
 * by line.
 */
final class SecretForms {

    /**
     * Shorter ones are not searched for: they would match everywhere. Secrets are at least this
     * long.
     */
    static final int SHORTEST = 6;

    private static final String HEX = "0123456789abcdef";

    private final Set<String> forms = new LinkedHashSet<>();

    private SecretForms() {}

    static Set<String> of(Collection<String> secrets) {
        SecretForms all = new SecretForms();
        secrets.forEach(all::secret);
        return all.forms;
    }

    private void secret(String secret) {
        text(secret);
        text(secret.strip());
        if (secret.indexOf('\n') >= 0) {
            text(secret.replace("\r\n", "\n"));
            text(secret.replace("\r\n", "\n").replace("\n", "\r\n"));
            secret.lines().map(String::strip).forEach(this::text);
        }
    }

    private void text(String text) {
        if (text.length() < SHORTEST) {
            return;
        }
        add(text);
        bytes(text.getBytes(StandardCharsets.UTF_8));
        urls(text);
        escapes(text);
        quotes(text);
    }

    private void add(String form) {
        if (form.length() >= SHORTEST) {
            forms.add(form);
        }
    }

    private void bytes(byte[] bytes) {
        String hex = HexFormat.of().formatHex(bytes);
        add(hex);
        add(hex.toUpperCase(Locale.ROOT));
        for (int offset = 0; offset < 3; offset++) {
            base64(bytes, offset);
        }
    }

    /**
     * The characters that depend on these bytes alone, wherever the bytes stand in what is encoded.
     */
    private void base64(byte[] bytes, int offset) {
        byte[] shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = (offset * 8 + 5) / 6;
        int to = shifted.length * 8 / 6;
        String core = encoded.substring(from, to);
        add(core);
        add(core.replace('+', '-').replace('/', '_'));
    }

    private void urls(String text) {
        String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
        String path = form.replace("+", "%20");
        String component =
                path.replace("%21", "!")
                        .replace("%27", "'")
                        .replace("%28", "(")
                        .replace("%29", ")")
                        .replace("%7E", "~");
        for (String encoded : Arrays.asList(form, path, component, path.replace("*", "%2A"))) {
            add(encoded);
            add(lowerEscapes(encoded));
        }
    }

    private static String lowerEscapes(String encoded) {
        StringBuilder lower = new StringBuilder(encoded);
        for (int i = 0; i + 2 < lower.length(); i++) {
            if (lower.charAt(i) == '%') {
                lower.setCharAt(i + 1, Character.toLowerCase(lower.charAt(i + 1)));
                lower.setCharAt(i + 2, Character.toLowerCase(lower.charAt(i + 2)));
            }
        }
        return lower.toString();
    }

    /** JSON as Jackson, Go and Python write it, JSON inside JSON, and HTML. */
    private void escapes(String text) {
        UnaryOperator<String> plain = t -> json(t, "", false);
        UnaryOperator<String> ascii = t -> json(t, "", true);
        UnaryOperator<String> go = t -> json(t, "<>&", false);
        for (UnaryOperator<String> style : Arrays.asList(plain, ascii, go)) {
            add(style.apply(text));
            add(style.apply(text).replace("/", "\\/"));
            add(style.apply(style.apply(text)));
        }
        String html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        add(html);
        add(html.replace("\"", "&quot;").replace("'", "&#39;"));
        add(html.replace("\"", "&#34;").replace("'", "&#39;"));
        add(html.replace("\"", "&quot;").replace("'", "&#x27;"));
    }

    private static String json(String text, String alsoEscaped, boolean asciiOnly) {
        StringBuilder json = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < 0x20 || alsoEscaped.indexOf(c) >= 0 || (asciiOnly && c > 0x7e)) {
                        unicode(json, c);
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.toString();
    }

    private static void unicode(StringBuilder json, char c) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            json.append(HEX.charAt(c >> shift & 15));
        }
    }

    /** What shells, Python and Ruby make of it when they show it as they would read it. */
    private void quotes(String text) {
        add(text.replace("'", "'\\''"));
        add(text.replace("'", "'\"'\"'"));
        add(text.replace("\\", "\\\\").replace("'", "\\'"));
        add(text.replaceAll("([\\\\\"$`])", "\\\\$1"));
        add(text.replaceAll("([\\\\\"$`!])", "\\\\$1"));
        add(text.replaceAll("([^A-Za-z0-9_@%+=:,./\\n-])", "\\\\$1"));
        add(text.replaceAll("([^A-Za-z0-9_./\\n-])", "\\\\$1"));
        add(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("#{", "\\#{"));
        add(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "$${"));
    }
}
