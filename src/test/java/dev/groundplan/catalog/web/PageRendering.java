package dev.groundplan.catalog.web;

import dev.groundplan.identity.Viewer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.DelegatingWebMvcConfiguration;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Controllers with the real templates, layout included, but without the rest of the portal. */
final class PageRendering {
    private PageRendering() {}

    static MockMvc of(Supplier<Viewer> viewer, Object... controllers) {
        var context = new GenericWebApplicationContext(new MockServletContext());
        context.registerBean(
                Clock.class,
                () -> Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC));
        context.registerBean(DelegatingWebMvcConfiguration.class);
        context.registerBean(WebMvcConfigurer.class, () -> new ViewerArgument(viewer));
        context.registerBean(ViewResolver.class, PageRendering::resolver);
        for (var controller : controllers) {
            register(context, controller);
        }
        new ClassPathBeanDefinitionScanner(context).scan("dev.groundplan.page");
        context.refresh();
        return MockMvcBuilders.webAppContextSetup(context).build();
    }

    @SuppressWarnings("unchecked")
    private static <T> void register(GenericWebApplicationContext context, T controller) {
        context.registerBean((Class<T>) controller.getClass(), () -> controller);
    }

    private static ViewResolver resolver() {
        var templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("templates/");
        templates.setSuffix(".html");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        var resolver = new ThymeleafViewResolver();
        resolver.setTemplateEngine(engine);
        resolver.setCharacterEncoding("UTF-8");
        return resolver;
    }

    private record ViewerArgument(Supplier<Viewer> viewer)
            implements WebMvcConfigurer, HandlerMethodArgumentResolver {
        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(this);
        }

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Viewer.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                ModelAndViewContainer container,
                NativeWebRequest request,
                WebDataBinderFactory binders) {
            return viewer.get();
        }
    }
}
