"""To draw timelines and maps as shapes with places, which templates write down as SVG."""
