package dev.groundplan.run.web;

import dev.groundplan.run.web.PreviewController.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every page with something on it. */
final class SamplePages {

    private static final List<String> CODES =
            List.of("400", "403", "404", "405", "409", "413", "422", "429", "500", "503");

    private SamplePages() {}

    static Map<String, Page> all() {
        Map<String, Page> pages = new LinkedHashMap<>();
        RunSamples.runs(pages);
        ListSamples.lists(pages);
        EnvironmentSamples.environments(pages);
        pages.put("home", page("home/index", "home", HomeSamples.busy()));
        pages.put("home-quiet", page("home/index", "home", HomeSamples.quiet()));
        for (String code : CODES) {
            pages.put("error-" + code, page("error/" + code, "errorId", "01J9"));
        }
        pages.put("error", page("error", "status", "418"));
        return pages;
    }

    private static Page page(String template, String name, Object view) {
        return new Page(template, model -> model.addAttribute(name, view));
    }
}
