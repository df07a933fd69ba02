/** Emergency and social numbers (spec/product 8.2): the engine lets them through by itself when no portal answers. */
export const emergencyPattern = '^(112|113|114|115|117|118|1515|1522|1530|19696|116[0-9][0-9][0-9])$'
