package dev.groundplan.run.web;

import dev.groundplan.identity.PersonId;
import dev.groundplan.identity.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One address per sample page: /preview/run-waiting, /preview/queue… */
@Profile("preview")
@Controller
class PreviewController {

    static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:";

    static final Map<String, Page> PAGES = new TreeMap<>(SamplePages.all());

    record Page(String template, Consumer<Model> fill) {}

    record Portal(boolean demo, Viewer viewer, String theme, int approvalsWaiting) {}

    @GetMapping("/preview")
    ResponseEntity<String> list() {
        return ResponseEntity.ok(String.join("\n", PAGES.keySet()));
    }

    @GetMapping("/preview/{page}")
    String page(
            @PathVariable String page,
            @RequestParam(defaultValue = "light") String theme,
            Model model,
            HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        var viewer =
                new Viewer(new PersonId(new UUID(0, 1)), "ada", "Ada Byron", Map.of(), true, false);
        model.addAttribute("portal", new Portal(!page.startsWith("error"), viewer, theme, 3));
        Page sample = PAGES.get(page);
        sample.fill().accept(model);
        return sample.template();
    }
}
