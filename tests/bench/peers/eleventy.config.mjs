// Pages are finished bodies, so that no engine looks into them; the frame is a layout.
export default function (config) {
  config.setFrontMatterParsingOptions({ language: "json" });
  return {
    dir: { input: "content", includes: "../layouts" },
    htmlTemplateEngine: false,
    templateFormats: ["html"],
  };
}
