package dev.groundplan.catalog;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the catalog.
 *
 * @param folders each sub-folder with files in it is one template
 */
@ConfigurationProperties("groundplan.catalog")
record CatalogProperties(@DefaultValue List<Path> folders) {}
